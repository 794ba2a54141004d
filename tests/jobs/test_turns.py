"""T64: organizations take turns with the worker, and a long task lets the others go between."""

import pytest
from django_tasks_db.models import DBTaskResult

from parcours.jobs import turns
from parcours.jobs.turns import Round, Turn
from parcours.jobs.worker import run_next
from tests.jobs import made

pytestmark = pytest.mark.django_db


def run_all() -> list[str]:
    """Everything that waits, in the order in which one worker does it."""
    order = Round()
    while run_next("one", order):
        pass
    return made.DONE


def test_t64_an_organization_with_many_tasks_keeps_no_other_waiting() -> None:
    for organization in (1, 1, 1, 1, 2, 3, 3):
        made.of_an_organization.enqueue(organization=organization)
    assert run_all() == [f"for {one}" for one in (1, 2, 3, 1, 3, 1, 1)]


def test_tasks_of_nobody_have_their_turn_too() -> None:
    made.of_an_organization.enqueue(organization=1)
    made.of_an_organization.enqueue(organization=1)
    made.note.enqueue("of nobody")
    assert run_all() == ["for 1", "of nobody", "for 1"]


def test_a_task_that_is_said_to_be_of_nobody_is_done_too() -> None:
    made.of_an_organization.enqueue(organization=None)
    made.note.enqueue("of nobody")
    assert run_all() == ["for None", "of nobody"]


def test_what_is_more_urgent_comes_before_turns() -> None:
    made.note.enqueue("later")
    made.of_an_organization.using(priority=1).enqueue(organization=1)
    made.of_an_organization.using(priority=1).enqueue(organization=1)
    assert run_all() == ["for 1", "for 1", "later"]


def test_t64_a_long_task_ends_its_turn_only_where_something_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = Turn()
    assert turn.goes_on()
    made.note.enqueue("waits")
    assert turn.goes_on()  # the turn is not over
    monkeypatch.setattr(turns, "TURN", 0)
    turn = Turn()
    assert not turn.goes_on()
    DBTaskResult.objects.all().delete()
    assert turn.goes_on()
