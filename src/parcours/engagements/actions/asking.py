"""Sending the pairs that were chosen: the mentor is asked first, and the mentee hears of it when the mentor agreed."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import SignedLink
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import NotAllowed, Refused
from parcours.engagements.actions.moving import go, hold
from parcours.engagements.actions.telling import send_link
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import asked_of, waits_for
from parcours.people.models import Person
from parcours.people.policies import is_oneself
from parcours.programs.timetable import after_business_days


def answer_by(mentorship: Mentorship) -> dt.date:
    """Return the day by which somebody who is asked today answers, as the program says."""
    return after_business_days(timezone.localdate(), mentorship.cohort.program.mentor_answer_days)


@transaction.atomic
def publish(*, mentorships: Sequence[Mentorship], by: Actor) -> None:
    """Send pairs to their mentors. All of them, or none.

    Raises NotAllowed, Refused where a mentor cannot be reached, and Stale where one of them was taken back or sent
    meanwhile.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    unreachable = unreachable_in(mentorships)
    if unreachable:
        names = ", ".join(sorted({str(person) for person in unreachable}))
        raise Refused(
            _("There is no email address and no account on file for: %(names)s.") % {"names": names}
        )
    hold(*mentorships)
    for mentorship in mentorships:
        go(mentorship, "propose", answer_by=answer_by(mentorship), decided_by=by.user)
        record(by=by, verb="mentorship.proposed", what=mentorship, about=mentorship.participant.person.user)
        send_link(mentorship, mentorship.mentor.person, by)


def unreachable_in(mentorships: Sequence[Mentorship]) -> list[Person]:
    """Return the people of these pairs whom no letter reaches and who have no account to look at."""
    people = [person for row in mentorships for person in (row.mentor.person, row.participant.person)]
    return [person for person in people if not person.email and person.user_id is None]


@transaction.atomic
def ask_again(*, mentorship: Mentorship, by: Actor) -> None:
    """Send whoever has not answered a new link. Raises NotAllowed, and Refused where nobody’s answer is waited for."""
    check(by, Permission.MANAGE_PROGRAMS)
    hold(mentorship)
    person = waits_for(mentorship)
    if person is None:
        raise Refused(_("Nobody’s answer is waited for. Open the page again."))
    Mentorship.objects.filter(pk=mentorship.pk).update(answer_by=answer_by(mentorship), reminded_at=None)
    mentorship.answer_by = answer_by(mentorship)
    record(by=by, verb="mentorship.asked_again", what=mentorship, about=person.user)
    send_link(mentorship, person, by)


@transaction.atomic
def send_link_again(*, person: Person, link: SignedLink, by: Actor) -> None:
    """Send a new link in place of one that is too old, as whoever holds it asks; to the address on file only.

    Raises NotAllowed for anybody but the person, and Refused where the link was withdrawn or still works, or where
    nothing waits for an answer.
    """
    if not is_oneself(by, person):
        raise NotAllowed(_("Only the person whose link this was can ask for another one."))
    if link.revoked_at is not None or link.works:
        raise Refused(_("This link was withdrawn. Ask the organization that sent it."))
    waiting = [row for row in asked_of(person) if waits_for(row) == person]
    if not waiting:
        raise Refused(_("Nothing waits for your answer any more."))
    send_link(waiting[0], person, by)
