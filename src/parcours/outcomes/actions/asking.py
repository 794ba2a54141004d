"""Asking people after the program: by a letter, then a reminder, then by telephone, each only as they allow."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import SignedLink
from parcours.core.refusals import NotAllowed, Refused
from parcours.core.transitions import move
from parcours.outcomes import letters
from parcours.outcomes.actions.telling import send_closing, send_follow_up
from parcours.outcomes.lists import OPEN
from parcours.outcomes.models import Attempt, FollowUp
from parcours.outcomes.points import BY_LETTER
from parcours.outcomes.queries import closings_of, open_to
from parcours.outcomes.states import FOLLOW_UP
from parcours.people.consent.queries import consented, last_act
from parcours.people.consent.queries import today as today_in
from parcours.people.models import Person
from parcours.people.policies import is_oneself


def allows(person: Person) -> bool:
    """Return whether the person allows to be asked after the program, now."""
    return consented(person, "follow_up")


def keep_time(row: FollowUp, day: dt.date, by: Actor) -> bool:
    """Do what a day brings for a follow-up that is open; return whether anything was done.

    The letter leaves on its day, a reminder a week later, and another week later staff are to call; whoever has no
    address is called at once. After its window it closes: as refused where the person does not allow it, and else as
    not reached. Raises Stale where it was answered at this moment.
    """
    if day > row.ends_on:
        give_up(row, by)
        return True
    person = row.participant.person
    if day < row.due_on or not allows(person):
        return False
    if row.asked_at is None:
        _ask(row, day, by)
        return True
    if row.reminded_at is None and row.next_on is None and day >= row.due_on + BY_LETTER:
        _remind(row, by)
        return True
    return False


@transaction.atomic
def _ask(row: FollowUp, day: dt.date, by: Actor) -> None:
    can_read = bool(row.participant.person.email)
    row.asked_at = timezone.now()
    row.next_on = None if can_read else day
    row.save(update_fields=["asked_at", "next_on"])
    record(by=by, verb="follow_up.asked", what=row, about=row.participant.person.user)
    send_follow_up(letters.FOLLOW_UP, row, by)


@transaction.atomic
def _remind(row: FollowUp, by: Actor) -> None:
    row.reminded_at = timezone.now()
    row.next_on = row.due_on + 2 * BY_LETTER
    row.save(update_fields=["reminded_at", "next_on"])
    record(by=by, verb="follow_up.reminded", what=row, about=row.participant.person.user)
    send_follow_up(letters.REMINDER, row, by)


@transaction.atomic
def give_up(row: FollowUp, by: Actor) -> None:
    """Close a follow-up without an answer; the log keeps after how many attempts. Raises Stale where there is one."""
    said = last_act(row.participant.person, "follow_up")
    refused = said is not None and said.status_on(today_in(row.organization)) in {"refused", "withdrawn"}
    way = FOLLOW_UP["refuse" if refused else "give_up"]
    move(row, way, next_on=None)
    tried = Attempt.objects.filter(follow_up=row).count()
    record(by=by, verb=way.verb, what=row, about=row.participant.person.user, attempts=tried)


@transaction.atomic
def send_link_again(*, person: Person, link: SignedLink, by: Actor) -> None:
    """Send a new link in place of one that is too old, as whoever holds it asks; to the address on file only.

    Raises NotAllowed for anybody but the person, and Refused where the link was withdrawn or still works, or where
    there is nothing to open any more.
    """
    if not is_oneself(by, person):
        raise NotAllowed(_("Only the person whose link this was can ask for another one."))
    if link.revoked_at is not None or link.works:
        raise Refused(_("This link was withdrawn. Ask the organization that sent it."))
    asked = [row for row in open_to(person, today_in(person.organization)) if row.status in OPEN]
    if asked:
        send_follow_up(letters.FOLLOW_UP, asked[0], by)
        return
    found = closings_of(person)
    if not found:
        raise Refused(_("Nothing waits for your answer any more."))
    send_closing(person, found[0].cohort, found[0].side, by)
