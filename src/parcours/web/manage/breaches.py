"""The register of breaches: entering one, correcting its line, taking the register along."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.people.privacy.actions.breaches import correct_breach, enter_breach
from parcours.people.privacy.models import Breach
from parcours.people.privacy.queries import breaches
from parcours.web.editing import Editing
from parcours.web.forms import ModelForm
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.pages import OrganizationRequest


def _day(day: Any) -> str:  # noqa: ANN401 - a day, or none
    return date_format(day) if day else ""


BREACHES = List(
    name=_("Register of breaches"),
    columns=(
        Column(
            "found",
            _("Found on"),
            lambda row: _day(row.found_on),
            order=("found_on", "pk"),
            head=True,
            link=lambda row: reverse("breach", args=[row.organization.slug, row.pk]),
        ),
        Column("happened", _("Happened on"), lambda row: _day(row.happened_on), order=("happened_on", "pk")),
        Column("what", _("What happened"), lambda row: row.what),
        Column("data", _("Which data"), lambda row: row.data),
        Column("people", _("People"), lambda row: str(row.people or ""), order=("people", "pk")),
        Column(
            "serious",
            _("Real risk of significant harm"),
            lambda row: gettext("Yes") if row.is_serious else gettext("No"),
            order=("is_serious", "pk"),
        ),
        Column("why", _("Why"), lambda row: row.why),
        Column("people_told", _("People told on"), lambda row: _day(row.people_told_on)),
        Column("office_told", _("Commissioner told on"), lambda row: _day(row.office_told_on)),
        Column("others_told", _("Who else was told"), lambda row: row.others_told),
        Column("measures", _("Measures"), lambda row: row.measures),
        Column("kept", _("Kept until at least"), lambda row: _day(row.kept_until)),
    ),
    sort="-found",
    filters=(Choice("serious", _("Real risk"), (("True", _("Yes")), ("False", _("No"))), "is_serious"),),
)


class BreachForm(ModelForm):
    """One line of the register."""

    class Meta:
        """What somebody writes."""

        model = Breach
        fields = (
            "happened_on",
            "found_on",
            "what",
            "data",
            "people",
            "is_serious",
            "why",
            "people_told_on",
            "office_told_on",
            "others_told",
            "measures",
        )
        widgets = {  # noqa: RUF012 - the framework reads it as it is
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("happened_on", "found_on", "people_told_on", "office_told_on")
        }
        help_texts = {  # noqa: RUF012 - the framework reads it as it is
            "what": _("Name nobody: this line stays when people are erased."),
            "people": _("A guess is better than nothing."),
            "is_serious": _(
                "Such as identity theft, loss of work, humiliation. If so, tell people and the office."
            ),
        }


def index(request: OrganizationRequest) -> HttpResponse:
    """The register."""
    shown = BREACHES.read(request, breaches())
    if (file := shown.file()) is not None:
        note_export(of="breaches", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    return render(request, "manage/privacy/breaches.html", {"list": shown, "may_manage_privacy": True})


def new(request: OrganizationRequest) -> HttpResponse:
    """Enter a breach."""
    form = BreachForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = enter_breach(by=request.actor, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, gettext("The breach is in the register."))
            return redirect("breach", request.organization.slug, row.pk)
    return render(request, "manage/privacy/breach_new.html", {"form": form})


def show(request: OrganizationRequest, breach: int) -> HttpResponse:
    """One line, to be read and corrected."""
    row = get_object_or_404(breaches(), pk=breach)
    editing = Editing(
        request,
        lambda: Breach.objects.get(pk=row.pk),
        lambda now, *sent: BreachForm(*(sent[:1] or (None,)), instance=now),
    )
    if editing.saved(lambda given: correct_breach(row=row, by=request.actor, **given)):
        messages.success(request, gettext("The line is corrected."))
        return redirect("breaches", request.organization.slug)
    return editing.page("manage/privacy/breach.html", breach=row)
