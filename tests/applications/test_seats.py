"""T40: seats taken by two processes at the same moment; with the guard off, the test sees them taken twice."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.people.actions.test_at_once import add_once

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COHORTS = 20
MAKE = f"""
import django; django.setup()
from parcours.accounts.models import Organization
from tests.applications.made import cohort
here = Organization.objects.create(slug="ours", kind="isa", name_en="Ours")
for number in range({2 * COHORTS}):
    cohort(here, seats=1)
"""
TAKE = """
import sys, time
import django; django.setup()
from django_scopes import scope
from parcours.accounts.models import Organization
from parcours.applications.seats import take_seat
from parcours.core.refusals import Refused
from parcours.programs.models import Cohort
def unguarded(cohort):
    row = Cohort.objects.get(pk=cohort.pk)
    time.sleep(0.01)
    if row.taken >= row.seats:
        raise Refused("full")
    Cohort.objects.filter(pk=row.pk).update(taken=row.taken + 1)
with scope(organization=Organization.objects.get()):
    cohorts = list(Cohort.objects.order_by("pk"))
    print("ready", flush=True)
    for number, _go in enumerate(sys.stdin):
        take = unguarded if number % 2 else take_seat
        try:
            take(cohorts[number])
            print("taken", flush=True)
        except Refused:
            print("full", flush=True)
"""


def test_t40_two_at_the_same_moment_take_one_seat(database: str, tmp_path: Path) -> None:
    own = {
        "PARCOURS_DATA": str(tmp_path),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "parcours.config.settings",
    }
    environment = {**os.environ, **own}
    subprocess.run([sys.executable, "-c", MAKE], env=environment, check=True)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", TAKE],
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _process in range(2)
    ]
    for one in both:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    with ThreadPoolExecutor(2) as pool:
        said = [[*pool.map(add_once, both)].count("taken") for _cohort in range(2 * COHORTS)]
    for one in both:
        one.communicate()
    guarded, unguarded = said[::2], said[1::2]
    assert (guarded, sum(unguarded) > COHORTS) == ([1] * COHORTS, True)
