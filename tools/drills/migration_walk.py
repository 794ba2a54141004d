"""Kill each migration of an upgrade at each of its statements: it is done whole, or not at all.

SQLite's own method: fail at operation N, for every N, until it succeeds. Each victim applies one migration, as an
upgrade does, with the framework's models of the one before at hand: to make them would take seconds each time. What is
left is what was there before, so that whoever upgrades again begins there; the last upgrade, which nobody kills, leaves
tables and rows as one does that was never killed.
"""

from collections.abc import Mapping
from functools import partial
from itertools import count
from typing import Any

from django.db import connection

from parcours.cli.site.database import let_go, upgrade_tables
from parcours.core import schema
from tools.drills.kills import Step, killed_at, left_alone
from tools.drills.migration_site import MigrationSite


def walk(site: MigrationSite, start: str, last: int, every: int = 1) -> Mapping[str, int]:
    """Go through the migrations from ``start``, killing the ``last`` ones at each statement; return how many kills.

    They are killed before and after each, or ``every`` second time: before each, which is after the one before.
    """
    site.begin(start)
    left_alone(_begin)
    executor: Any = schema._Whole(connection)  # noqa: SLF001 - as an upgrade applies them
    plan = [one for one, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    state = executor._create_project_state(with_applied_migrations=True)  # noqa: SLF001 - as the framework begins
    _ = state.apps  # made here, and found by every victim
    let_go()
    walked = plan[max(0, len(plan) - last) :]
    kills = 0
    for migration in plan:
        step = partial(_apply, executor, state, migration)
        if migration in walked:
            kills += _killed_until_done(site, start, step, every)
        else:
            left_alone(step)
        state = migration.mutate_state(state, preserve=False)
    left_alone(_end)
    return {"migrations in turn": len(walked), "at each statement in turn": kills}


def _killed_until_done(site: MigrationSite, start: str, step: Step, every: int) -> int:
    """Kill the step at its first statement, at its second, and so on until it is done; return how often."""
    before = site.seen(start)
    for kills in count():
        was_killed = killed_at(step, kills * every)
        now = site.seen(start)
        if now == before and was_killed:
            continue
        if now.applied == before.applied:
            raise SystemExit("a migration that was killed is half done, or one that was not is not noted")
        return kills + was_killed
    raise AssertionError


def _begin() -> None:
    schema._Whole(connection).recorder.ensure_schema()  # noqa: SLF001
    let_go()


def _apply(executor: Any, state: Any, migration: Any) -> None:  # noqa: ANN401 - the framework's
    executor.apply_migration(state, migration)
    let_go()


def _end() -> None:
    upgrade_tables()
    let_go()
