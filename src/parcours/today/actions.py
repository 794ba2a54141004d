"""What a coordinator decides about a row of the queue: to put it off, to write, that it is done."""

import datetime as dt
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.people.models import Person
from parcours.today.models import Decision, Did
from parcours.today.queue import TO_BE_CLOSED, Item, decisions
from parcours.today.telling import send_words

LONGEST = 4000
FURTHEST = dt.timedelta(days=365)


@transaction.atomic
def put_off(*, item: Item, until: dt.date, seen: int, by: Actor) -> Decision:
    """Leave the row out of the queue until a day; it is back by itself, and colleagues see who put it off.

    ``seen`` is how many decisions about it the page showed. Raises NotAllowed, and Refused for a day that is no use, or
    where somebody else decided meanwhile.
    """
    _check_day(until)
    return _decide(item, Did.SNOOZED, seen, by, until=until)


@transaction.atomic
def note_done(*, item: Item, seen: int, by: Actor, note: str = "") -> Decision:
    """Note that the row is done: it is back only where its cause occurs anew.

    Raises NotAllowed, and Refused for a row that is done on a page of its own, or where somebody else was faster.
    """
    if item.kind in TO_BE_CLOSED:
        raise Refused(_("A concern is done once it is closed, on the page of the concern."))
    return _decide(item, Did.DONE, seen, by, note=note)


@transaction.atomic
def write(*, item: Item, letters: Mapping[int, str], until: dt.date, seen: int, by: Actor) -> Decision:
    """Write to people of the row, by the number of each, and put the row off until a day. What is sent is kept.

    Raises NotAllowed, and Refused without words or an address, for a day that is no use, or where somebody else
    decided meanwhile.
    """
    _check_day(until)
    told = [(one, letters.get(one.pk, "").strip()) for one in item.people]
    sent = [(person, words) for person, words in told if words]
    if not sent or any(len(words) > LONGEST for _person, words in sent):
        raise Refused(_("Write one letter at least, in up to %(most)s characters.") % {"most": LONGEST})
    for person, _words in sent:
        if not person.email:
            raise Refused(_("There is no email address on file for %(person)s.") % {"person": person})
    decision = _decide(item, Did.WROTE, seen, by, until=until, words=_as_one(sent))
    for person, words in sent:
        send_words(item, person, words, f"{decision.pk}:{person.pk}", by)
    return decision


@transaction.atomic
def bring_back(*, item: Item, seen: int, by: Actor) -> Decision:
    """Put a row back into the queue that was put off or done. Raises NotAllowed, and Refused as the others."""
    return _decide(item, Did.BACK, seen, by)


def _as_one(sent: list[tuple[Person, str]]) -> str:
    return "\n\n".join(f"{person}:\n{words}" for person, words in sent)


def _check_day(until: dt.date) -> None:
    today = timezone.localdate()
    if not today < until <= today + FURTHEST:
        raise Refused(_("Choose a day after today, within a year."))


def _decide(
    item: Item,
    did: Did,
    seen: int,
    by: Actor,
    *,
    until: dt.date | None = None,
    note: str = "",
    words: str = "",
) -> Decision:
    check(by, Permission.MANAGE_PROGRAMS)
    _check_nobody_was_faster(item, seen)
    person, other = [*item.people, None, None][:2]
    try:
        with transaction.atomic():
            made = Decision.objects.create(
                organization=by.here,
                kind=item.kind,
                about=item.about,
                cause=item.cause,
                number=seen + 1,
                did=did,
                until=until,
                person=person,
                other=other,
                taken_by=by.user,
            )
    except IntegrityError:
        _check_nobody_was_faster(item, seen)
        raise
    made.write(note=note.strip(), words=words)
    record(by=by, verb=f"queue.{did.value}", what=made, about=person.user if person else None, kind=item.kind)
    return made


def _check_nobody_was_faster(item: Item, seen: int) -> None:
    latest = next(iter(decisions(item.kind, item.about)), None)
    if (latest.number if latest else 0) != seen:
        assert latest is not None  # noqa: S101 - nothing takes a decision away but the erasure of its person
        raise Refused(
            _(
                "%(who)s was faster: “%(what)s”, %(day)s. Nothing was changed and nothing was sent. Look again."
            )
            % {
                "who": latest.taken_by or _("Somebody"),
                "what": latest.get_did_display(),
                "day": date_format(timezone.localtime(latest.taken_at), "DATETIME_FORMAT"),
            }
        )
