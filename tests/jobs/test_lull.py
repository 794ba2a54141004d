"""Nothing is looked for while nobody can have left anything to do, and everything is found as soon as somebody has."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from parcours.jobs import lull
from parcours.jobs.lull import Lull
from parcours.jobs.worker import Beside, Stop, repeat
from tests.backups.sites import Sites

pytestmark = pytest.mark.django_db


def somebody_writes() -> None:
    """Commit a row, as another process does."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other, other:
        other.execute("INSERT INTO jobs_worker (name, started_at, seen_at) VALUES ('other', 'now', 'now')")


@pytest.mark.sqlite_only
def test_it_lasts_until_somebody_writes(sites: Sites) -> None:
    sites.open("site")
    ours = Lull()
    assert [ours.lasts() for _turn in range(3)] == [False, True, True]
    somebody_writes()
    assert [ours.lasts() for _turn in range(3)] == [False, True, True]


@pytest.mark.sqlite_only
def test_another_connection_counts_for_itself(sites: Sites) -> None:
    sites.open("site")
    ours = Lull()
    assert [ours.lasts() for _turn in range(2)] == [False, True]
    connection.close()
    assert [ours.lasts() for _turn in range(2)] == [False, True]


@pytest.mark.sqlite_only
def test_it_ends_by_the_clock_and_when_there_is_more_to_do(
    sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites.open("site")
    ours = Lull()
    assert [ours.lasts() for _turn in range(2)] == [False, True]
    ours.end()
    assert [ours.lasts() for _turn in range(2)] == [False, True]
    ours.end()
    monkeypatch.setattr(lull, "LONGEST", 0.0)
    assert [ours.lasts() for _turn in range(2)] == [False, False]


def test_only_sqlite_says_so(sites: Sites) -> None:
    sites.open("site")
    ours = Lull()
    assert [ours.lasts() for _turn in range(2)] == [False, connection.vendor == "sqlite"]


@pytest.mark.sqlite_only
@pytest.mark.parametrize(("more", "looks"), [(True, 5), (False, 1)])
def test_whoever_has_more_to_do_goes_on(
    sites: Sites, monkeypatch: pytest.MonkeyPatch, *, more: bool, looks: int
) -> None:
    sites.open("site")
    stop, looked, turns = Stop(), list[int](), iter(range(5))
    monkeypatch.setattr(stop, "wait", lambda _pause: next(turns) == 4)

    def look() -> bool:
        looked.append(1)
        return more

    repeat(Beside("look", look, 1.0), stop)
    assert len(looked) == looks
