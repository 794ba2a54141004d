"""Sending somebody the link to the page of their mentorships."""

from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import SignedLink
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import NotAllowed, Refused
from parcours.engagements import letters
from parcours.engagements.actions.telling import course_address, post_about
from parcours.engagements.course_queries import courses_of
from parcours.engagements.models import Mentorship
from parcours.people.models import Person
from parcours.people.policies import is_oneself


@transaction.atomic
def send_course_link(*, mentorship: Mentorship, side: str, by: Actor) -> None:
    """Send one of the two the link, as staff. Raises NotAllowed, and Refused where there is no address on file."""
    check(by, Permission.MANAGE_PROGRAMS)
    person = mentorship.mentor.person if side == "mentor" else mentorship.participant.person
    if not person.email:
        raise Refused(_("There is no email address on file. Add it first."))
    record(by=by, verb="mentorship.link_sent", what=mentorship, about=person.user, side=side)
    _send(mentorship, person, by)


@transaction.atomic
def send_course_link_again(*, person: Person, link: SignedLink, by: Actor) -> None:
    """Send a new link in place of one that is too old, as whoever holds it asks; to the address on file only.

    Raises NotAllowed for anybody but the person, and Refused where it was withdrawn or still works, or leads nowhere.
    """
    if not is_oneself(by, person):
        raise NotAllowed(_("Only the person whose link this was can ask for another one."))
    if link.revoked_at is not None or link.works:
        raise Refused(_("This link was withdrawn. Ask the organization that sent it."))
    rows = courses_of(person)
    if not rows:
        raise Refused(_("There is no mentorship to follow any more."))
    _send(rows[0], person, by)


def _send(mentorship: Mentorship, person: Person, by: Actor) -> None:
    mentor, mentee = mentorship.mentor.person, mentorship.participant.person
    other = mentee if person == mentor else mentor
    address = course_address(person, by)
    post_about(letters.COURSE_LINK, mentorship, person, "", address, other=other.full_name)
