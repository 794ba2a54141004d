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


def test_there_is_none_where_the_database_does_not_say() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite says so")
    ours = Lull()
    assert [ours.lasts() for _turn in range(2)] == [False, False]


@pytest.mark.sqlite_only
@pytest.mark.parametrize(("more", "looks"), [(True, 5), (False, 1)])
def test_whoever_has_more_to_do_goes_on(sites: Sites, more: bool, looks: int) -> None:  # noqa: FBT001 - a case
    sites.open("site")
    looked, turns = list[int](), iter(range(5))

    class Counted(Stop):
        def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002 - no time to lose
            return next(turns) == 4

    def look() -> bool:
        looked.append(1)
        return more

    repeat(Beside("look", look, 1.0), Counted())
    assert len(looked) == looks
