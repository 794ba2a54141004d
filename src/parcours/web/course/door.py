"""The door of a mentorship: what waits, a session to log, the hours, the next meeting, what the program offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.core.refusals import Refused
from parcours.engagements.actions.meetings import cancel_meeting, plan_meeting
from parcours.engagements.actions.sessions import confirm, dispute, in_words, log, withdraw
from parcours.engagements.course_queries import agreement_for, meeting_of, pace_of, sessions_of, signatures_of
from parcours.engagements.models import Mentorship, Session
from parcours.messaging.calendar import files
from parcours.messaging.calendar.models import Appointment
from parcours.messaging.calendar.times import in_words as when_in_words
from parcours.programs.queries import resources_of
from parcours.web.course.forms import DisputeForm, LogForm, MeetingForm
from parcours.web.course.picture import picture
from parcours.web.course.place import Place
from parcours.web.course.words import forecast, hours
from parcours.web.numbers import row_numbers

TONES = {"logged": "warning", "confirmed": "good", "disputed": "problem", "withdrawn": "neutral"}


@dataclass(frozen=True, slots=True)
class Line:
    """A session on the page: what was logged, and how it stands."""

    session: Session
    said: str
    tone: str
    form: DisputeForm | None = None


def show(place: Place) -> HttpResponse:
    """Show it, or do what a button says."""
    row, posted = place.mentorship, place.request.POST
    sessions = sessions_of(row)
    meeting = meeting_of(row)
    held = next((one for one in sessions if one.attendance == "held"), None)
    usual = (held.minutes, held.way) if held else None
    zone = row.organization.time_zone
    forms = {
        "log": LogForm(posted if "log" in posted else None, usual=usual),
        "meeting": MeetingForm(posted if "plan" in posted else None, zone=zone, initial=_as_planned(meeting)),
    }
    lines = [_line(one, place) for one in sessions]
    if place.request.method == "POST" and _done(place, forms, lines):
        return place.again("")
    return place.page(
        "course/show.html",
        "",
        forms=forms,
        to_confirm=[line for line in lines if line.session.waits_for == place.side],
        lines=lines,
        meeting=meeting,
        when=when_in_words(meeting.starts_at, meeting.zone) if meeting else "",
        is_over=meeting is not None and meeting.ends_at < timezone.now(),
        resources=resources_of(row.cohort.program),
        to_sign=place.runs and agreement_for(row) is not None and place.side not in signatures_of(row),
        **of_hours(row, sessions),
    )


def meeting_file(place: Place) -> HttpResponse:
    """The file with which a calendar takes up the next meeting: the same one whenever it is moved."""
    meeting = meeting_of(place.mentorship)
    person = place.mentorship.mentor.person if place.side == "mentor" else place.mentorship.participant.person
    mine = [
        one
        for one in (meeting.attendees.all() if meeting else ())
        if one.address.lower() == person.email.lower() or (one.user_id and one.user_id == person.user_id)
    ]
    if meeting is None or not mine:
        raise Http404
    response = HttpResponse(files.invitation(meeting, mine[0]), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


def of_hours(row: Mentorship, sessions: Sequence[Session]) -> dict[str, Any]:
    """Return what is said of the hours of a pair: what counts, what waits, and where the pace leads."""
    today = timezone.localdate()
    pace = pace_of(row, today)
    waiting = sum(one.minutes for one in sessions if one.status == "logged" and not one.counts_on(today))
    silent = sum(one.minutes for one in sessions if one.status == "logged" and one.counts_on(today))
    minutes = sum(one.minutes for one in sessions if one.counts_on(today))
    return {
        "pace": pace,
        "picture": picture([pace] if pace else []),
        "reached": hours(minutes),
        "target": hours(60 * row.cohort.program.required_hours),
        "waiting": hours(waiting) if waiting else "",
        "unconfirmed": hours(silent) if silent else "",
        "forecast": forecast(pace, has_ended=row.ended_on is not None),
    }


def lines_of(sessions: Sequence[Session]) -> list[Line]:
    """Return sessions as staff see them."""
    return [Line(one, in_words(one), TONES[one.status]) for one in sessions]


def _line(session: Session, place: Place) -> Line:
    sent = place.request.POST if place.request.POST.get("dispute") == str(session.pk) else None
    form = DisputeForm(sent, prefix=f"session{session.pk}") if session.waits_for == place.side else None
    return Line(session, in_words(session), TONES[session.status], form)


def _as_planned(meeting: Appointment | None) -> dict[str, Any]:
    if meeting is None or meeting.ends_at < timezone.now():
        return {}
    return {
        name: getattr(meeting, name) for name in ("day", "time", "minutes", "place", "online", "sequence")
    }


def _done(place: Place, forms: dict[str, Any], lines: Sequence[Line]) -> bool:
    """Do what was asked for, and return whether that was anything."""
    row, by, request = place.mentorship, place.by, place.request
    if "log" in request.POST:
        return _logged(place, forms["log"])
    if "plan" in request.POST:
        return _planned(place, forms["meeting"])
    if "cancel" in request.POST:
        sequence = next(iter(row_numbers([request.POST["cancel"]])), 0)
        cancel_meeting(mentorship=row, sequence=sequence, by=by)
        messages.success(request, _("The meeting is cancelled. You are both told."))
        return True
    for line in lines:
        number = str(line.session.pk)
        if request.POST.get("confirm") == number:
            confirm(session=line.session, mentorship=row, by=by)
            messages.success(request, _("Confirmed. Thank you."))
            return True
        if request.POST.get("withdraw") == number:
            withdraw(session=line.session, mentorship=row, by=by)
            messages.success(request, _("Withdrawn. You can log it anew."))
            return True
        if request.POST.get("dispute") == number and line.form and line.form.is_valid():
            words = line.form.cleaned_data["words"]
            dispute(session=line.session, mentorship=row, words=words, by=by)
            messages.success(request, _("Thank you. %(other)s is told.") % {"other": place.other.name_used})
            return True
    return False


def _logged(place: Place, form: LogForm) -> bool:
    if not form.is_valid():
        return False
    try:
        session = log(mentorship=place.mentorship, by=place.by, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("held_on", str(refusal))
        return False
    said = (
        _("Logged. %(other)s is asked to confirm it.")
        if session.status == "logged"
        else _("%(other)s had logged the same: it is confirmed.")
    )
    messages.success(place.request, said % {"other": place.other.name_used})
    return True


def _planned(place: Place, form: MeetingForm) -> bool:
    if not form.is_valid():
        return False
    try:
        plan_meeting(
            mentorship=place.mentorship,
            details=form.details,
            sequence=form.cleaned_data["sequence"],
            by=place.by,
        )
    except Refused as refusal:
        form.add_error("day", str(refusal))
        return False
    messages.success(place.request, _("The meeting is planned. You were both sent an invitation."))
    return True
