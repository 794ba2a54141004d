"""Have eight coordinators choose the same mentor at the same moment, again and again.

Each of them looks at how things stand, and presses for a mentee of their own. Whoever is told that somebody was faster
looks again, and presses again. Then exactly the places there are are taken, and everybody else was told by whom. At
the end the same is done without the lock, where it must go wrong: else nothing was tried.
"""

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any
from unittest import mock

from django.db import transaction
from django.db.models import QuerySet
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.refusals import Refused, Stale
from parcours.engagements.actions import choosing
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import live_of, of_cohort
from parcours.people.models import Mentor, Participant
from tools.drills.pairs_site import Gate, PairsSite

CLIENTS = 8
MOST_PLACES = 3
_UNGUARDED = 3
_LOOK = 2.0
_FASTER = re.compile(r"^(Staff \d) (?:chose|took) .* at .*Nothing was changed\.$")


def drill(_folder: Path, rounds: int, chance: random.Random) -> Mapping[str, int]:
    """Run the rounds and return how they ended."""
    site = PairsSite(CLIENTS)
    mentees = [site.mentee() for _client in range(CLIENTS)]
    mentors = [site.mentor(places) for places in range(1, MOST_PLACES + 1)]
    ended: Counter[str] = Counter()
    for _round in range(rounds):
        places = chance.randint(1, MOST_PLACES)
        with hesitating(lambda: time.sleep(chance.uniform(0, 0.003))):
            ended.update(_guarded(site, mentees, mentors[places - 1], places))
    site.finish()
    for _round in range(_UNGUARDED):
        ended["without the lock: over their places"] += _unguarded(site, mentees, mentors[0])
    if not ended["without the lock: over their places"]:
        raise SystemExit("without the lock nobody is over their places: nothing was tried")
    return ended


def _guarded(
    site: PairsSite, mentees: Sequence[Participant], mentor: Mentor, places: int
) -> Mapping[str, int]:
    """Let all of them choose the mentor at once; stop with a sentence unless all went as it must."""
    clients = zip(site.coordinators, mentees, strict=True)
    said = site.at_once([partial(_press, site, by, mentee, mentor) for by, mentee in clients])
    with scope(organization=site.here):
        now = list(of_cohort(site.cohort).filter(mentor=mentor))
        taken = {str(row.participant) for row in now}
        if (len(now), sum(is_chosen for is_chosen, _told in said)) != (places, places):
            raise SystemExit(f"of {places} places {len(now)} are taken: {said}")
        winners = {str(row.decided_by) for row in now}
        for is_chosen, told in said:
            for words in told if is_chosen else told[:-1]:
                if (found := _FASTER.match(words)) is None or found[1] not in winners:
                    raise SystemExit(f"who comes late is not told who was faster: {words}")
            if not is_chosen and not all(name in told[-1] for name in {str(mentor), *taken}):
                raise SystemExit(f"who finds no place is not told who has them: {told[-1]}")
        for row in now:
            choosing.take_back(mentorship=row, by=site.coordinators[0])
    return {
        "chosen": places,
        "told who has the places": CLIENTS - places,
        "told who was faster": sum(len(told) - (not is_chosen) for is_chosen, told in said),
    }


def _press(
    site: PairsSite, by: Actor, mentee: Participant, mentor: Mentor, gate: Gate
) -> tuple[bool, Sequence[str]]:
    """Choose as somebody does who looks again whenever somebody was faster; return what it came to, and was said."""
    told: list[str] = []
    while True:
        seen = [row.pk for row in live_of(site.cohort, mentee, mentor)]
        if not told:
            gate()
        try:
            choose(site, by, mentee, mentor, seen)
        except Stale as late:
            told.append(str(late))
        except Refused as full:
            return False, [*told, str(full)]
        else:
            return True, told


def choose(site: PairsSite, by: Actor, mentee: Participant, mentor: Mentor, seen: Sequence[int]) -> None:
    """Choose the mentor for the mentee."""
    choosing.choose(
        cohort=site.cohort, participant=mentee, mentor=mentor, chosen_as="fixed", by=by, seen=seen
    )


def _unguarded(site: PairsSite, mentees: Sequence[Participant], mentor: Mentor) -> bool:
    """Let all of them choose the mentor at once without the lock; return whether the mentor is over their places."""
    all_have_looked = Barrier(CLIENTS)

    def look() -> None:
        try:
            all_have_looked.wait(_LOOK)
        except BrokenBarrierError:
            return

    with without_the_lock(), hesitating(look):
        clients = zip(site.coordinators, mentees, strict=True)
        site.at_once([partial(_press, site, by, mentee, mentor) for by, mentee in clients])
    with scope(organization=site.here):
        rows = Mentorship.objects.filter(pk__in=[row.pk for row in of_cohort(site.cohort)])
        return bool(rows.update(status="withdrawn") > 1)


@contextmanager
def hesitating(wait: Callable[[], object]) -> Iterator[None]:
    """Have everybody ``wait`` between looking whether there is a place and taking it."""
    look = choosing._check_room  # noqa: SLF001 - between it and the writing, the lock is all there is

    def looked(*given: Any) -> None:
        look(*given)
        wait()

    with mock.patch.object(choosing, "_check_room", looked):
        yield


@contextmanager
def without_the_lock() -> Iterator[None]:
    """Choose without a lock on the places, and without one transaction around looking and taking."""
    bare: Any = choosing.choose
    with ExitStack() as patches:
        patches.enter_context(mock.patch.object(QuerySet, "select_for_update", lambda rows, **_given: rows))
        patches.enter_context(mock.patch.object(choosing, "choose", bare.__wrapped__))
        patches.enter_context(mock.patch.object(choosing, "record", transaction.atomic(record)))
        yield
