"""The next meeting of a pair, as an appointment in the calendars of both."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.refusals import Refused
from parcours.engagements.course_queries import meeting_of
from parcours.engagements.models import Mentorship
from parcours.engagements.policies import check_running
from parcours.messaging.calendar.actions import Details, Person, arrange, call_off, rearrange
from parcours.messaging.calendar.models import Appointment


@transaction.atomic
def plan_meeting(*, mentorship: Mentorship, details: Details, by: Actor, sequence: int = 0) -> Appointment:
    """Plan the next meeting; one that is planned already is moved, and stays the same in every calendar.

    ``sequence`` says which of its changes the person saw. Raises NotAllowed for anybody but the two, Refused for a time
    that makes no sense, or where neither has an address, and Stale where the other one moved it meanwhile.
    """
    check_running(by, mentorship)
    people = [
        Person(email=one.email, name=one.full_name, language=one.language)
        for one in (mentorship.mentor.person, mentorship.participant.person)
        if one.email
    ]
    if not people:
        raise Refused(_("Neither of you has an email address on file, so nobody can be invited."))
    now = meeting_of(mentorship)
    if now is not None and now.ends_at > timezone.now():
        return rearrange(appointment=now, sequence=sequence, details=details, people=people, by=by)
    made = arrange(details=details, people=people, by=by)
    mentorship.next_meeting = made
    mentorship.save(update_fields=["next_meeting"])
    record(by=by, verb="mentorship.meeting_planned", what=mentorship, appointment=made.pk)
    return made


@transaction.atomic
def cancel_meeting(*, mentorship: Mentorship, sequence: int, by: Actor) -> None:
    """Cancel the next meeting; both are told. Raises NotAllowed, Refused where there is none, and Stale."""
    check_running(by, mentorship)
    now = meeting_of(mentorship)
    if now is None:
        raise Refused(_("No meeting is planned."))
    _call_off(mentorship, now, sequence, by)


def call_off_meeting(mentorship: Mentorship, by: Actor) -> None:
    """Cancel the meeting that is still to come, if any, as the mentorship is over. The caller has checked all else."""
    now = meeting_of(mentorship)
    if now is not None and now.ends_at > timezone.now():
        _call_off(mentorship, now, now.sequence, by)


def _call_off(mentorship: Mentorship, meeting: Appointment, sequence: int, by: Actor) -> None:
    call_off(appointment=meeting, sequence=sequence, by=by)
    mentorship.next_meeting = None
    mentorship.save(update_fields=["next_meeting"])
