"""A few rounds of each drill, on the database of the tests' kind; `make soak` runs many."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from tests.backups.sites import on_server
from tools.soak import DRILLS, Run, page, run

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROUNDS, ERASURES = 4, 20


@pytest.fixture
def database() -> Iterator[dict[str, str]]:
    """Where the drill finds an empty database."""
    if connection.vendor == "sqlite":
        yield {}
        return
    name = f"{connection.settings_dict['NAME']}_drill"
    on_server(f'CREATE DATABASE "{name}"')
    yield {"DATABASE_URL": urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))}
    on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_t45_t52_a_restore_killed_in_the_middle_leaves_all_of_the_one_or_the_other(
    database: dict[str, str],
) -> None:
    done = run("kill", ROUNDS, 2026, database)
    assert sum(count for name, count in done.ended.items() if name.startswith("the ")) == ROUNDS


def test_t45_an_erasure_killed_in_the_middle_is_done_again_and_leaves_nothing(
    database: dict[str, str],
) -> None:
    done = run("erasure", ERASURES, 2026, database)
    assert sum(count for name, count in done.ended.items() if name.startswith("all ")) == ERASURES
    assert done.ended["all gone"] > 0


def test_the_page_says_what_was_seen() -> None:
    rows = page([Run("kill", "SQLite", 500, {"the second": 260, "the first": 1240}, 71.6)]).splitlines()
    promise = DRILLS["kill"]
    assert rows[-3] == f"| {promise} | SQLite | 500 | 0 | the first: 1,240, the second: 260 | 72 |"
