"""A few rounds of every drill, on the database of the tests' kind; `make soak` runs many."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from parcours.core.schema import apply_missing, pending
from tests.backups.sites import Sites
from tools.drills.ground import copy, drop
from tools.drills.kills import sample
from tools.soak import DRILLS, Run, page, run

pytestmark = pytest.mark.django_db

ROUNDS = 20
AT_ONCE, FEW = ["places", "answers"], 5
"""Nothing is killed in these: so many rounds are enough for a look, and one process does for both."""


@pytest.fixture
def database(template: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Where the drills find the empty site."""
    (tmp_path / "site").mkdir()
    if connection.vendor == "sqlite":
        (tmp_path / "site/parcours.sqlite3").write_bytes(Path(template).read_bytes())
        yield {}
        return
    name = f"{template}_drill"
    copy(name, template)
    yield {"DATABASE_URL": urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))}
    for left in (name, f"{name}_old"):
        drop(left)


def counted(ended: Mapping[str, int], beginning: str) -> int:
    """How many rounds ended in a way whose name begins so."""
    return sum(count for name, count in ended.items() if name.startswith(beginning))


TRIED: Mapping[str, Callable[[Mapping[str, int]], bool]] = {
    "restores": lambda ended: counted(ended, "the ") == ROUNDS,
    "imports": lambda ended: ended["nothing"] > 0,
    "letters": lambda ended: ended["letters"] == 5 * ROUNDS and ended["workers killed"] > 0,
    "matches": lambda ended: ended["killed"] > 0 and ended["left waiting"] > 0,
    "places": lambda ended: ended["without the lock: over their places"] > 0 and ended["chosen"] >= FEW,
    "answers": lambda ended: counted(ended, "from ") == FEW,
    "erasure": lambda ended: counted(ended, "all ") == ROUNDS,
    "migrations": lambda ended: (
        ended["migrations left"] > 0 and ended["migrations in turn"] < ended["at each statement in turn"]
    ),
    "serving": lambda ended: ended["acknowledged"] > 0,
    "damage": lambda ended: ended == {"refused": ROUNDS, "untouched, accepted": 1},
}
"""What shows of each drill that kills, or damages, that it was tried, and not only begun."""


@pytest.mark.slow  # each round forks real processes, which are killed
@pytest.mark.parametrize("drills", [*([one] for one in TRIED if one not in AT_ONCE), AT_ONCE], ids="-".join)
def test_t40_t41_t45_t46_t52_t61_whatever_is_killed_or_done_at_once_keeps_what_it_promised(
    drills: list[str],
    database: Mapping[str, str],
    data_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(data_home))
    rounds = FEW if drills == AT_ONCE else ROUNDS
    ended = {done.drill: done.ended for done in run(drills, rounds, 2026, database, tmp_path / "site")}
    assert {drill: TRIED[drill](said) for drill, said in ended.items()} == dict.fromkeys(drills, True), ended


@pytest.mark.slow  # a worker of its own imports 24 MB
def test_t59_t64_all_are_answered_while_a_large_file_is_imported_and_it_is_stopped_in_the_middle(
    database: Mapping[str, str], data_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(data_home))
    [done] = run(["large"], ROUNDS, 2026, database, tmp_path / "site")
    assert (done.rounds, done.ended["MB of the file"]) == (1, 24)
    assert done.ended["rows kept when it was stopped"] < done.ended["rows"]
    assert done.ended["answers to others meanwhile"] > 0


def test_every_drill_of_the_soak_is_tried_here() -> None:
    assert {*TRIED, "large"} == {*DRILLS}


def test_statements_that_are_tried_are_the_first_the_last_and_some_between() -> None:
    assert sample(3, 10) == [0, 1, 2]
    assert sample(100, 10) == [0, 1, 2, 18, 34, 50, 66, 82, 98, 99]


def test_t45_a_migration_and_the_note_that_it_was_applied_are_one(
    sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites.open("site")
    MigrationExecutor(connection).migrate([("exports", None)])
    before = pending()

    def killed(*_given: object) -> None:
        raise DatabaseError("killed")

    with monkeypatch.context() as cut_off:
        cut_off.setattr(MigrationRecorder, "record_applied", killed)
        with pytest.raises(DatabaseError, match="killed"):
            apply_missing()
    assert "exports_export" not in connection.introspection.table_names()
    assert pending() == before
    apply_missing()
    assert ("exports_export" in connection.introspection.table_names(), pending()) == (True, [])


def test_t45_all_tables_at_once_are_whole_or_not_there(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    sites.open("empty", tables=False)

    def killed(*_given: object) -> None:
        raise DatabaseError("killed")

    with monkeypatch.context() as cut_off:
        cut_off.setattr(MigrationRecorder, "record_applied", killed)
        with pytest.raises(DatabaseError, match="killed"):
            apply_missing()
    assert connection.introspection.table_names() == []
    apply_missing()
    assert pending() == []


def test_the_page_says_what_was_seen_and_keeps_what_is_not_tried_again() -> None:
    first = page(
        [
            Run("damage", "SQLite", 7, {"refused": 7}, 1.2),
            Run("restores", "SQLite", 500, {"the second": 260, "the first": 1240}, 71.6),
        ]
    )
    again = page([Run("damage", "SQLite", 500, {"refused": 500}, 80)], first)
    rows = [line.split(" | ") for line in again.splitlines() if line.startswith("| A ")]
    assert [(row[0], row[1], *row[3:]) for row in rows] == [
        (f"| {DRILLS['restores']}", "SQLite", "500", "0", "the first: 1,240, the second: 260", "72 |"),
        (f"| {DRILLS['damage']}", "SQLite", "500", "0", "refused: 500", "80 |"),
    ]
