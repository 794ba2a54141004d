"""T44: the same person, taken in by two processes at the same moment, is one row, and one of the two is told."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROUNDS = 5
SETUP = "import django; django.setup()\nfrom parcours.accounts.models import Organization\n"
FOUND = f"{SETUP}Organization.objects.create(slug='ours', kind='isa', name_en='Ours')"
ADD = f"""{SETUP}
import sys
from django_scopes import scope
from parcours.accounts.actors import system
from parcours.core.refusals import Refused
from parcours.people.actions.people import add_person
from parcours.people.kinds import Kind
ours = Organization.objects.get()
print("ready", flush=True)
with scope(organization=ours):
    for number, _go in enumerate(sys.stdin):
        try:
            add_person(kind=Kind.MENTOR, by=system(ours), given_name="Ana", email=sys.argv[1] % number)
            print("added", flush=True)
        except Refused:
            print("refused", flush=True)
"""


def test_t44_two_at_the_same_moment_are_one_row(database: str, tmp_path: Path) -> None:
    own = {
        "PARCOURS_DATA": str(tmp_path),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "parcours.config.settings",
    }
    environment = {**os.environ, **own}
    subprocess.run([sys.executable, "-c", FOUND], env=environment, check=True)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", ADD, email],
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for email in ("ana%s@example.org", " ANA%s@Example.org")
    ]
    for one in both:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    with ThreadPoolExecutor(2) as pool:
        said = [sorted(pool.map(add_once, both)) for _round in range(ROUNDS)]
    for one in both:
        one.communicate()
    assert said == [["added", "refused"]] * ROUNDS


def add_once(process: subprocess.Popen[str]) -> str:
    """Let a process add its person, and return what came of it."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("go\n")
    process.stdin.flush()
    return process.stdout.readline().strip()
