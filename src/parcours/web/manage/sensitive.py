"""Sensitive facts about one person: shown to whoever says why, changed without being shown."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.roles import Permission
from parcours.core.plain import plain
from parcours.core.refusals import Refused
from parcours.people.actions.sensitive import keep_facts, look
from parcours.people.models import Person
from parcours.people.queries import person as found_person
from parcours.people.sensitive import FACTS, Why, purposes_of, said
from parcours.people.words import reader
from parcours.reference.countries import country_names
from parcours.web.forms import Form
from parcours.web.pages import OrganizationRequest


class WhyForm(Form):
    """Why somebody looks."""

    why = forms.ChoiceField(label=_("Why do you look?"), widget=forms.RadioSelect)

    def __init__(self, purposes: list[Why], data: Any = None) -> None:  # noqa: ANN401 - what was posted
        super().__init__(data)
        why = self.fields["why"]
        assert isinstance(why, forms.ChoiceField)  # noqa: S101 - it is, above
        why.choices = [(one.value, one.label) for one in purposes]


def show(request: OrganizationRequest, person: int) -> HttpResponse:
    """Ask why, then show what that purpose needs, once."""
    row = _found(person)
    form = WhyForm(purposes_of(request.actor.roles), request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "person": row,
        "form": form,
        "may_edit": request.actor.may(Permission.EDIT_SENSITIVE),
        "facts": None,
    }
    if request.method == "POST" and form.is_valid():
        why = Why(form.cleaned_data["why"])
        facts = look(person=row, why=why, by=request.actor)
        context |= {
            "why": why.label,
            "facts": [(FACTS[name].label, said(name, text)) for name, text in facts.items()],
        }
    return render(request, "manage/people/sensitive.html", context)


class FactsForm(Form):
    """New facts. What is on file is not shown, and stays where a field is left empty."""

    immigration_class = forms.ChoiceField(required=False)
    uci = forms.CharField(max_length=20, required=False, help_text=_("8 or 10 digits."))
    birth_date = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    gender = forms.ChoiceField(required=False)
    countries = forms.MultipleChoiceField(required=False, widget=forms.SelectMultiple(attrs={"size": 6}))
    background = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea,
        help_text=_("Only what the person wants to be looked at in a match."),
    )
    clear = forms.MultipleChoiceField(
        label=_("Take out what is on file"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(name, fact.label) for name, fact in FACTS.items()],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = sorted(country_names(reader()).items(), key=lambda pair: plain(pair[1]))
        today = timezone.localdate()
        for name, fact in FACTS.items():
            self.fields[name].label = str(fact.label)
        for name, choices in (
            ("immigration_class", None),
            ("gender", None),
            ("countries", countries),
        ):
            field, codes = self.fields[name], FACTS[name].codes
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - they are, above
            field.choices = choices or [("", _("Leave as it is")), *(codes.offered(today) if codes else ())]

    def facts(self) -> dict[str, str]:
        """Return the facts given, as they are kept."""
        given = self.cleaned_data
        return {
            name: given[name].isoformat()
            if name == "birth_date" and given[name]
            else ";".join(given[name])
            if name == "countries"
            else str(given[name] or "")
            for name in FACTS
        }


def change(request: OrganizationRequest, person: int) -> HttpResponse:
    """Write new facts over those on file."""
    row = _found(person)
    form = FactsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_facts(
                person=row, by=request.actor, clear=frozenset(form.cleaned_data["clear"]), facts=form.facts()
            )
        except Refused as refusal:
            form.add_error(None, ValidationError(str(refusal)))
        else:
            messages.success(request, gettext("What you wrote is kept, sealed."))
            return redirect("person-sensitive", request.organization.slug, row.pk)
    return render(request, "manage/people/sensitive_change.html", {"form": form, "person": row})


def _found(pk: int) -> Person:
    row = found_person(pk)
    if row is None:
        raise Http404
    return row
