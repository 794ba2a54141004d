"""What reviewers of a program’s applications score."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parcours.programs.actions.criteria import add_criterion, remove_criterion
from parcours.programs.models import Criterion
from parcours.programs.queries import criteria_of
from parcours.web.forms import ModelForm
from parcours.web.manage.programs import found
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest


class CriterionForm(ModelForm):
    """A criterion as reviewers read it."""

    class Meta:
        """In both languages."""

        model = Criterion
        fields = ("name_en", "name_fr")


def show(request: OrganizationRequest, program: int) -> HttpResponse:
    """The criteria, with a form for another one."""
    row = found(program)
    criteria = criteria_of(row)
    form = CriterionForm(request.POST if "add" in request.POST else None)
    if request.method == "POST" and "remove" in request.POST:
        number = next(iter(row_numbers([request.POST["remove"]])), 0)
        for criterion in criteria:
            if criterion.pk == number:
                remove_criterion(criterion=criterion, by=request.actor)
        return redirect("program-criteria", request.organization.slug, program)
    if request.method == "POST" and form.is_valid():
        try:
            add_criterion(program=row, by=request.actor, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages[0])
        else:
            messages.success(request, _("Reviewers score it from now on."))
            return redirect("program-criteria", request.organization.slug, program)
    context = {"program": row, "criteria": criteria, "form": form}
    return render(request, "manage/programs/criteria.html", context)
