"""The course of mentorships for staff: one pair on one page, and the pairs of a cohort side by side."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.audit import record_view
from parcours.engagements.actions.linking import send_course_link
from parcours.engagements.actions.sessions import settle
from parcours.engagements.actions.signing import note_signature
from parcours.engagements.asking_surveys import coming
from parcours.engagements.course_lists import SIDE
from parcours.engagements.course_queries import (
    agreement_for,
    concerns_of,
    courses_in,
    meeting_of,
    notes_for_staff,
    pace_in,
    sessions_of,
    signatures_of,
)
from parcours.engagements.models import Mentorship, Session
from parcours.engagements.pace import Pace
from parcours.engagements.policies import COURSE, can_see_concerns
from parcours.engagements.queries import mentorship as mentorship_with
from parcours.engagements.queries import mentorships
from parcours.engagements.waiting import alerts
from parcours.messaging.calendar.times import in_words as when_in_words
from parcours.programs.models import Cohort
from parcours.surveys.lists import AUDIENCE, PURPOSE
from parcours.today.words import CALLED
from parcours.web.course.door import lines_of, of_hours
from parcours.web.course.pages import items_of
from parcours.web.course.picture import picture
from parcours.web.course.words import forecast, hours
from parcours.web.forms import Form
from parcours.web.manage.matching import TONES
from parcours.web.manage.queue import TONES as ALERT_TONES
from parcours.web.pages import OrganizationRequest

CONCERN_TONES = {"open": "problem", "in_hand": "warning", "closed": "neutral"}


class PaperForm(Form):
    """A signature that was given on paper."""

    side = forms.ChoiceField(label=gettext_lazy("Who signed"), choices=SIDE.choices)
    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))


def show(request: OrganizationRequest, match: int) -> HttpResponse:
    """How a pair is doing: what calls for somebody, hours, sessions, agreement, plan, shared notes, concerns."""
    row = mentorship_with(match)
    if row is None or row.status not in COURSE:
        raise Http404
    sessions = sessions_of(row)
    paper = PaperForm(request.POST if "paper" in request.POST else None, initial={"on": timezone.localdate()})
    if request.method == "POST" and _done(request, row, sessions, paper):
        return redirect("mentorship-course", request.organization.slug, row.pk)
    record_view(by=request.actor, page="mentorship-course", about=row.participant.person.user)
    today, signed, meeting = timezone.localdate(), signatures_of(row), meeting_of(row)
    people = {"mentor": row.mentor.person, "mentee": row.participant.person}
    is_confidant = can_see_concerns(request.actor, row)
    calls = alerts(today, mentorships().filter(pk=row.pk)) if not row.ended_on else []
    context = {
        "mentorship": row,
        "tone": TONES[row.status],
        "alerts": [
            (str(CALLED[one.what]), ALERT_TONES[one.what], one.since)
            for one in calls
            if one.what != "concern" or is_confidant
        ],
        "lines": lines_of(sessions),
        "agreement": agreement_for(row),
        "signatures": [(person, signed.get(side)) for side, person in people.items()],
        "paper": paper if len(signed) < len(people) else None,
        "terms": items_of(row),
        "runs": False,  # staff read the plan, and leave it to the two
        "notes": notes_for_staff(row),
        "concerns": [(one, CONCERN_TONES[one.status]) for one in concerns_of(row)] if is_confidant else [],
        "is_confidant": is_confidant,
        "when": when_in_words(meeting.starts_at, meeting.zone) if meeting else "",
        **of_hours(row, sessions),
    }
    return render(request, "manage/course/show.html", context)


def _done(request: OrganizationRequest, row: Mentorship, sessions: list[Session], paper: PaperForm) -> bool:
    """Do what was asked for, and return whether that was anything."""
    posted, by = request.POST, request.actor
    for session in sessions:
        for name, counts in (("let_count", True), ("leave_out", False)):
            if posted.get(name) == str(session.pk):
                settle(session=session, counts=counts, by=by)
                return True
    if "paper" in posted:
        if paper.is_valid():
            note_signature(mentorship=row, by=by, **paper.cleaned_data)
        return paper.is_valid()
    if posted.get("link") in SIDE:
        send_course_link(mentorship=row, side=posted["link"], by=by)
        messages.success(request, _("The link is on its way."))
        return True
    return False


def of_cohort(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """The pairs of a cohort: last meeting, hours against the target, where they lead, and what calls for somebody."""
    row = get_object_or_404(Cohort.objects.select_related("program"), pk=cohort)
    record_view(by=request.actor, page="cohort-mentorships")
    today = timezone.localdate()
    rows = courses_in(row, today)
    calls: dict[int, list[tuple[str, str]]] = {}
    for one in alerts(today, mentorships().filter(cohort=row, ended_on=None, status__in=COURSE)):
        if one.what != "concern" or can_see_concerns(request.actor, one.mentorship):
            calls.setdefault(one.mentorship.pk, []).append((str(CALLED[one.what]), ALERT_TONES[one.what]))
    paces = {one.pk: pace_in(one, one, today) for one in rows}
    lines = [_line(one, paces[one.pk], calls.get(one.pk, [])) for one in rows]
    context = {
        "cohort": row,
        "lines": lines,
        "target": hours(60 * row.program.required_hours),
        "running": sum(not one.ended_on for one in rows),
        "calling": len(calls),
        "picture": picture([pace for pace in paces.values() if pace]),
        "surveys": [
            (PURPOSE.label(one.purpose), AUDIENCE.label(one.audience), one) for one in coming(row, today)
        ],
    }
    return render(request, "manage/course/cohort.html", context)


def _line(row: Mentorship, pace: Pace | None, calls: list[tuple[str, str]]) -> dict[str, Any]:
    course = vars(row)
    return {
        "mentorship": row,
        "tone": TONES[row.status],
        "met": course["last_met"],
        "sessions": course["sessions"],
        "hours": hours(course["minutes"]),
        "forecast": forecast(pace, has_ended=row.ended_on is not None),
        "calls": calls,
    }
