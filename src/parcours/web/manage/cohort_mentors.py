"""The mentors of a cohort: who was asked, who takes part, and asking many at once; past ones first who would again."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.audit import record_view
from parcours.applications.actions.mentors import invite_mentor, release_mentor, take_mentor
from parcours.applications.models import MentorPlace
from parcours.applications.queries import places
from parcours.applications.screening import missing_steps
from parcours.outcomes.queries import would_mentor_again
from parcours.people.models import Mentor, Participant
from parcours.people.queries import mentors
from parcours.programs.models import Cohort
from parcours.web.forms import Form
from parcours.web.manage.application_tones import PLACE
from parcours.web.manage.applications import done_for, found_cohort
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest

_MOST = 500
_SAID = 10
_CANNOT = ("declined", "removed", "inactive")


class MentorsForm(Form):
    """Mentors to be asked, or noted, for a cohort."""

    mentors = forms.MultipleChoiceField(
        label=_("Mentors"),
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=_("Each with the places of their profile. Hold Ctrl or Cmd to choose several."),
    )

    def __init__(self, *args: Any, free: list[Mentor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alumni = set(
            Participant.objects.filter(status="completed", person__mentor__in=free).values_list(
                "person", flat=True
            )
        )
        choices: Any = self.fields["mentors"]
        mentee = gettext("was a mentee here")
        choices.choices = [(row.pk, _said(row, mentee if row.person_id in alumni else "")) for row in free]


class AgainForm(Form):
    """Past mentors who said that they would take part again."""

    again = forms.MultipleChoiceField(label=_("Whom do you ask again?"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, free: list[Mentor], said: Mapping[int, dt.datetime], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["again"]
        choices.error_messages["required"] = _("Tick whom to ask.")
        choices.choices = [
            (row.pk, _said(row, gettext("said on %(day)s") % {"day": _day(said[row.person_id])}))
            for row in free
        ]


def _day(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")


def _said(row: Any, further: str = "") -> str:  # noqa: ANN401 - annotated
    parts = [str(row), row.occupation or "", row.person.employer, row.get_status_display(), further]
    return " – ".join(part for part in parts if part)


def show(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """Who was asked, who takes part, and the others, to be asked or noted."""
    row = found_cohort(cohort)
    parts = list(places().filter(cohort=row).order_by("mentor__called", "pk"))
    free = _free(parts)
    said = would_mentor_again()
    ready = [one for one in free if one.person_id in said]
    sent, others = request.POST, request.POST.keys() & {"release", "ask_again"}
    form = MentorsForm(sent if request.method == "POST" and not others else None, free=free)
    again = AgainForm(sent if "ask_again" in others else None, free=ready, said=said)
    if "release" in others:
        _release(request, parts)
        return redirect("cohort-mentors", request.organization.slug, row.pk)
    if form.is_valid() or again.is_valid():
        chosen = form.cleaned_data["mentors"] if form.is_valid() else again.cleaned_data["again"]
        _ask(request, row, [one for one in free if str(one.pk) in chosen])
        return redirect("cohort-mentors", request.organization.slug, row.pk)
    record_view(by=request.actor, page="cohort-mentors")
    missing = missing_steps(row.program, [part.mentor_id for part in parts])
    context = {
        "cohort": row,
        "parts": [(part, PLACE[part.status], len(missing[part.mentor_id])) for part in parts],
        "places": sum(part.places for part in parts if part.status == "agreed"),
        "form": form,
        "nobody": not free,
        "again": again if ready else None,
    }
    return render(request, "manage/applications/mentors.html", context)


def _free(parts: list[MentorPlace]) -> list[Mentor]:
    """Return the mentors who can be asked: neither in the cohort nor waiting for an answer."""
    here = [part.mentor_id for part in parts if part.status in {"invited", "agreed"}]
    rows = mentors().exclude(pk__in=here).exclude(status__in=_CANNOT).filter(capacity__gte=1)
    return list(rows.select_related("person__user", "organization").order_by("called", "pk")[:_MOST])


def _ask(request: OrganizationRequest, cohort: Cohort, chosen: list[Mentor]) -> None:
    notes = "take" in request.POST
    act = take_mentor if notes else invite_mentor
    done, refused = done_for(
        chosen, lambda one: act(cohort=cohort, mentor=one, places=one.capacity, by=request.actor)
    )
    if done:
        said = (
            ngettext("%(n)s mentor takes part.", "%(n)s mentors take part.", done)
            if notes
            else ngettext("%(n)s mentor is asked.", "%(n)s mentors are asked.", done)
        )
        messages.success(request, said % {"n": done})
    for sentence in refused[:_SAID]:
        messages.warning(request, sentence)


def _release(request: OrganizationRequest, parts: list[MentorPlace]) -> None:
    number = next(iter(row_numbers([request.POST["release"]])), 0)
    chosen = [part for part in parts if part.pk == number]
    done, refused = done_for(chosen, lambda one: release_mentor(place=one, by=request.actor))
    if done:
        messages.success(request, gettext("%(mentor)s no longer takes part.") % {"mentor": chosen[0].mentor})
    for sentence in refused:
        messages.warning(request, sentence)
