"""The queue of what needs a coordinator: all of it, and one row with its drafted letters."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.audit import record_view
from parcours.applications.lists import APPLICATION_STATUS
from parcours.core.refusals import Refused
from parcours.engagements.lists import DECLINE_REASON
from parcours.today.actions import LONGEST, bring_back, note_done, put_off, write
from parcours.today.models import Did
from parcours.today.queue import PAIRS, TO_BE_CLOSED, Item, Queue, decisions, item, queue
from parcours.today.words import CALLED, drafts, title, why
from parcours.web.forms import Form
from parcours.web.manage.need import Need
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest

TONES: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(CALLED, "info")
    | dict.fromkeys(
        (
            "disputed",
            "answer",
            "declined",
            "first_meeting",
            "silence",
            "application",
            "referral",
            "questionnaire",
            "profile",
        ),
        "warning",
    )
    | {"concern": "problem"}
)
_PAGE = 50
_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


class LettersForm(Form):
    """A letter to each of the people, as it was drafted, and the day on which the row is back."""

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = [person for person, _words in drafts(item)]
        for person, words in drafts(item):
            self.fields[f"to_{person.pk}"] = forms.CharField(
                label=_("Letter to %(person)s") % {"person": person.full_name},
                help_text=_("Sent as you leave it here, after a greeting; left empty, nothing is sent.")
                if person.email
                else _("There is no email address on file: nothing can be sent."),
                max_length=LONGEST,
                required=False,
                disabled=not person.email,
                initial=words if person.email else "",
                widget=forms.Textarea(attrs={"rows": 7, "lang": person.language}),
            )
        self.fields["until"] = _day_field(
            _("Look again on"), _("The row comes back on this day, unless its reason is gone by then.")
        )
        self.fields["until"].initial = timezone.localdate() + _WEEK

    @property
    def letters(self) -> dict[int, str]:
        """The words by the number of the person."""
        return {person.pk: self.cleaned_data[f"to_{person.pk}"] for person in self.people}


class PutOffForm(Form):
    """The day on which a row is back."""

    until = forms.DateField(label=gettext_lazy("Another day"), widget=forms.DateInput(attrs={"type": "date"}))


class DoneForm(Form):
    """What was done."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Read by coordinators alone."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _day_field(label: str, hint: str) -> forms.DateField:
    return forms.DateField(label=label, help_text=hint, widget=forms.DateInput(attrs={"type": "date"}))


def index(request: OrganizationRequest) -> HttpResponse:
    """Everything that waits, narrowed by kind and cohort; with ``aside``, what was put off or is done."""
    known = queue(timezone.localdate(), request.actor)
    is_aside = "aside" in request.GET
    rows = known.aside if is_aside else known.waiting
    kind, cohort = request.GET.get("kind", ""), next(iter(row_numbers([request.GET.get("cohort", "")])), 0)
    cohorts = {one.cohort.pk: one.cohort for one in rows if one.cohort}
    shown = [
        one
        for one in rows
        if (kind not in CALLED or one.kind == kind)
        and (cohort not in cohorts or (one.cohort is not None and one.cohort.pk == cohort))
    ]
    page = Paginator(shown, _PAGE).get_page(request.GET.get("page"))
    record_view(by=request.actor, page="queue")
    context = {
        "rows": [need(request.organization.slug, one) for one in page],
        "page": page,
        "count": len(shown),
        "is_aside": is_aside,
        "aside": len(known.aside),
        "waiting": len(known.waiting),
        "kinds": [(code, CALLED[code]) for code in CALLED if any(one.kind == code for one in rows)],
        "kind": kind,
        "cohorts": sorted(cohorts.values(), key=lambda one: (str(one.program), one.name)),
        "cohort": cohort,
        "narrowed": len(shown) < len(rows),
    }
    return render(request, "manage/today/queue.html", context)


def show(request: OrganizationRequest, kind: str, about: int) -> HttpResponse:
    """One row: why it waits, the letters that are drafted, putting it off, noting that it is done."""
    row = item(kind, about, timezone.localdate(), request.actor)
    past = decisions(kind, about)
    if row is None:
        if past and kind not in TO_BE_CLOSED:
            raise Refused(_("This is settled: its reason is gone. Go back to the queue."))
        raise Http404
    sent = request.POST
    letters = LettersForm(sent if "write" in sent else None, item=row, auto_id="letter-%s")
    later = PutOffForm(sent if "later" in sent else None)
    done = DoneForm(sent if "dealt_with" in sent else None)
    if request.method == "POST" and (said := _decided(request, row, letters, later, done)):
        messages.success(request, said)
        return redirect("queue", request.organization.slug)
    record_view(by=request.actor, page="queue-item", about=row.people[0].user if row.people else None)
    is_aside = row.decision is not None and row.decision.holds(row.cause, timezone.localdate())
    context = {
        "item": row,
        "title": title(row),
        "called": CALLED[kind],
        "why": why(row),
        "tone": TONES[kind],
        "status": APPLICATION_STATUS.label(row.status) if row.status else "",
        "reason": DECLINE_REASON.label(row.reason) if row.reason else "",
        "address": _where(request.organization.slug, row),
        "is_aside": is_aside,
        "past": past,
        "letters": letters if letters.people else None,
        "later": later,
        "done": None if kind in TO_BE_CLOSED else done,
    }
    return render(request, "manage/today/item.html", context)


def _decided(
    request: OrganizationRequest, row: Item, letters: LettersForm, later: PutOffForm, done: DoneForm
) -> str:
    """Do what a button asks for; return what was done, in words, or nothing."""
    seen = next(iter(row_numbers([request.POST.get("seen", "")])), 0)
    which: dict[str, Any] = {"item": row, "seen": seen, "by": request.actor}
    today, sent = timezone.localdate(), request.POST
    if sent.get("off") in {"day", "week"}:
        until = today + (_DAY if sent["off"] == "day" else _WEEK)
        put_off(until=until, **which)
        return _("Put off until %(day)s.") % {"day": date_format(until)}
    if "later" in sent and later.is_valid():
        put_off(until=later.cleaned_data["until"], **which)
        return _("Put off until %(day)s.") % {"day": date_format(later.cleaned_data["until"])}
    if "write" in sent and letters.is_valid():
        write(letters=letters.letters, until=letters.cleaned_data["until"], **which)
        return _("The letters are on their way.")
    if "dealt_with" in sent and done.is_valid():
        note_done(note=done.cleaned_data["note"], **which)
        return _("Noted as done.")
    if "back" in sent:
        bring_back(**which)
        return _("It is in the queue again.")
    return ""


def first(request: OrganizationRequest, most: int) -> tuple[list[Need], Queue]:
    """Return the first rows for the home page, and the whole queue."""
    known = queue(timezone.localdate(), request.actor)
    return [need(request.organization.slug, one) for one in known.waiting[:most]], known


def need(slug: str, row: Item) -> Need:
    """Return a row as the queue shows it; what was decided about it last is said with the reason."""
    said = why(row)
    if row.reason:
        said += " " + _("Reason: %(reason)s.") % {"reason": DECLINE_REASON.label(row.reason)}
    if row.cohort is not None:
        said += f" {row.cohort.program}, {row.cohort}."
    if row.decision is not None:
        said += " " + _said(row)
    return Need(
        title(row),
        said,
        _("Since %(day)s") % {"day": date_format(row.cause)},
        reverse("queue-item", args=[slug, row.kind, row.about]),
        _("Respond"),
        TONES[row.kind],
        str(CALLED[row.kind]),
    )


def _said(row: Item) -> str:
    decision = row.decision
    assert decision is not None  # noqa: S101 - the caller looked
    words = {
        "what": decision.get_did_display(),
        "who": decision.taken_by or _("somebody"),
        "day": date_format(timezone.localdate(decision.taken_at)),
        "until": date_format(decision.until) if decision.until else "",
    }
    if decision.did in {Did.SNOOZED, Did.WROTE}:
        return _("%(what)s by %(who)s on %(day)s, until %(until)s.") % words
    return _("%(what)s by %(who)s on %(day)s.") % words


def _where(slug: str, row: Item) -> str:
    """Return the page on which the reason itself can be dealt with."""
    if row.kind == "questionnaire":
        return reverse("surveys", args=[slug])
    if row.kind in PAIRS:
        return reverse("mentorship-course", args=[slug, row.about])
    if row.kind == "declined" and row.cohort:
        return reverse("matching-mentee", args=[slug, row.cohort.pk, row.people[0].participant.pk])
    if row.kind in {"place", "profile"}:
        return (
            reverse("cohort-mentors", args=[slug, row.cohort.pk])
            if row.cohort
            else reverse("person", args=[slug, row.people[0].pk])
        )
    names = {"answer": "mentorship", "follow_up": "follow-up"}
    return reverse(names.get(row.kind, "application"), args=[slug, row.about])
