"""T43: the last place of a mentor is given and taken away at the same moment; one does, the other is told.

T40, where several give it, is `tools/drills/places.py`.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.people.actions.test_at_once import add_once

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROUNDS = 5
SETUP = "import django; django.setup()\n"
FOUND_WITH_ROOM = f"""{SETUP}
from tests import factories
from tests.applications import made as applications
from tests.engagements import made
cohort = applications.cohort(factories.organization("ours"), seats=99)
for _round in range({ROUNDS}):
    mentor = made.mentor(cohort, places=2)
    for _coordinator in range(2):
        made.mentee(cohort)
    made.pair(cohort, made.mentee(cohort), mentor)
"""
CHOOSE_OR_LOWER = f"""{SETUP}
import sys
from django_scopes import scope
from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.applications.actions.mentors import change_places
from parcours.applications.queries import places
from parcours.core.refusals import Refused, Stale
from parcours.engagements.actions.choosing import choose
from parcours.engagements.queries import live_of
from parcours.people.models import Participant
ours = Organization.objects.get(slug="ours")
with scope(organization=ours):
    parts = list(places().order_by("pk"))
    mentees = list(Participant.objects.order_by("pk"))[::3]
    seen = [[row.pk for row in live_of(one.cohort, who, one.mentor)] for one, who in zip(parts, mentees)]
    print("ready", flush=True)
    for number, _go in enumerate(sys.stdin):
        part = parts[number]
        who = dict(cohort=part.cohort, participant=mentees[number], mentor=part.mentor)
        try:
            if sys.argv[1] == "0":
                choose(**who, chosen_as="fixed", by=system(ours), seen=seen[number])
            else:
                change_places(place=part, version=part.version, places=1, by=system(ours))
            print("done", flush=True)
        except (Refused, Stale) as told:
            print("told" if str(part.mentor) in str(told) else "not told", flush=True)
"""


def test_t43_a_place_is_given_or_taken_away_and_the_other_is_told(database: str, tmp_path: Path) -> None:
    assert at_once(FOUND_WITH_ROOM, CHOOSE_OR_LOWER, database, tmp_path) == [["done", "told"]] * ROUNDS


def at_once(found: str, does: str, database: str, data: Path) -> list[list[str]]:
    """What two processes say that do so at the same moment, round by round, each round in alphabetical order."""
    own = {
        "PARCOURS_DATA": str(data),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "parcours.config.settings",
    }
    environment = {**os.environ, **own}
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", found], env=environment, cwd=root, check=True)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", does, number],
            env=environment,
            cwd=root,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for number in ("0", "1")
    ]
    for one in both:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    with ThreadPoolExecutor(2) as pool:
        said = [sorted(pool.map(add_once, both)) for _round in range(ROUNDS)]
    for one in both:
        one.communicate()
    return said
