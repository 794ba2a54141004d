"""Do two things to a pair at the same moment, again and again: all that can begin where the pair stands.

Then the pair stands in one way, whoever was late was told so in words, and the letters that both got in their order
tell one story that ends there.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from itertools import combinations_with_replacement
from pathlib import Path

from django_scopes import scope

from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.engagements.actions.choosing import choose
from parcours.messaging.models import Outgoing
from tools.drills.answer_ways import FROM, WAYS, Scene, bring_to, fault, found
from tools.drills.pairs_site import Gate, PairsSite


def drill(_folder: Path, rounds: int, chance: random.Random) -> Mapping[str, int]:
    """Run the rounds and return how they ended."""
    site = PairsSite()
    pairs = [
        (status, *two) for status, ways in FROM.items() for two in combinations_with_replacement(ways, 2)
    ]
    chance.shuffle(pairs)
    ended: Counter[str] = Counter()
    for number in range(rounds):
        status, first, second = pairs[number % len(pairs)]
        ended.update(_round(site, status, first, second))
    site.finish()
    ended["pairs of ways"] = min(rounds, len(pairs))
    return ended


def a_scene(site: PairsSite, status: str) -> Scene:
    """Return a pair that stands so, in a cohort of its own."""
    cohort = site.another_cohort()
    mentee, mentor = site.mentee(cohort), site.mentor(1, cohort)
    by = site.coordinators[0]
    with scope(organization=site.here):
        pair = choose(cohort=cohort, participant=mentee, mentor=mentor, chosen_as="fixed", by=by, seen=[])
        scene = Scene(cohort, found(pair), site.mentee(cohort), site.mentor(1, cohort), by)
        bring_to(scene, status)
    return scene


def _round(site: PairsSite, status: str, first: str, second: str) -> Mapping[str, int]:
    scene = a_scene(site, status)
    does: list[Callable[[Gate], str]] = [partial(_press, scene, name) for name in (first, second)]
    said = site.at_once(does)
    with scope(organization=site.here):
        now = found(scene.pair)
        done = [name for name, told in zip((first, second), said, strict=True) if not told]
        for side, person in (("mentor", scene.mentor), ("mentee", scene.mentee)):
            rows = Outgoing.objects.filter(to=person.email).order_by("pk")
            letters = list(rows.values_list("key", flat=True))
            if wrong := fault(now, side, letters, done):
                raise SystemExit(f"{status}: {first} and {second} at once ({said}): {wrong}")
    return {f"from {status}": 1, "done": len(done), "told that another was faster": 2 - len(done)}


def _press(scene: Scene, name: str, gate: Gate) -> str:
    """Do it to the pair as it stood before the gate; return what one is told, nothing where it is done."""
    pair = found(scene.pair)
    gate()
    try:
        WAYS[name](scene, pair)
    except (Stale, Refused, NotAllowed) as told:
        if not str(told).endswith((".", "!", "?")):
            raise SystemExit(f"{name}: told “{told}”, which is no sentence") from told
        return str(told)
    return ""
