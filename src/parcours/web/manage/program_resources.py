"""The links that a program offers its pairs, on the page of each mentorship."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parcours.programs.actions.resources import add_resource, remove_resource
from parcours.programs.models import Resource
from parcours.programs.queries import resources_of
from parcours.web.forms import ModelForm
from parcours.web.manage.programs import found
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest


class ResourceForm(ModelForm):
    """A link with what it is called."""

    class Meta:
        """What people read, and where it leads."""

        model = Resource
        fields = ("title_en", "title_fr", "address")


def show(request: OrganizationRequest, program: int) -> HttpResponse:
    """The links, with a form for another one."""
    row = found(program)
    resources = resources_of(row)
    form = ResourceForm(request.POST if "add" in request.POST else None)
    if request.method == "POST" and "remove" in request.POST:
        number = next(iter(row_numbers([request.POST["remove"]])), 0)
        for resource in resources:
            if resource.pk == number:
                remove_resource(resource=resource, by=request.actor)
        return redirect("program-resources", request.organization.slug, program)
    if request.method == "POST" and form.is_valid():
        try:
            add_resource(program=row, by=request.actor, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages[0])
        else:
            messages.success(
                request, _("Every pair of the program finds it on the page of their mentorship.")
            )
            return redirect("program-resources", request.organization.slug, program)
    context = {"program": row, "resources": resources, "form": form}
    return render(request, "manage/programs/resources.html", context)
