"""The plan: both write, and nothing that was written is lost."""

from typing import Any

import pytest
from django_scopes import scope

from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.engagements.actions.planning import drop, mark, reword, write_goal, write_step
from parcours.engagements.course_queries import plan_of
from parcours.engagements.models import Mentorship, PlanItem
from tests import factories
from tests.engagements import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Mentorship:
    return made.together()


def goal(row: Mentorship, words: str = "A first interview", **more: Any) -> PlanItem:
    with scope(organization=row.organization):
        return write_goal(mentorship=row, words=words, **{"term": "short", "by": made.noor(row), **more})


def lines(row: Mentorship) -> list[tuple[str, str, bool]]:
    with scope(organization=row.organization):
        return [(one.words, one.written_by, one.dropped_at is None) for one in plan_of(row)]


def test_one_writes_a_goal_and_the_other_a_step(row: Mentorship) -> None:
    first = goal(row)
    with scope(organization=row.organization):
        write_step(goal=first, words="Rewrite the CV", by_day=None, by=made.ana(row))
    assert lines(row) == [("A first interview", "mentee", True), ("Rewrite the CV", "mentor", True)]


def test_other_words_keep_the_steps_and_the_history(row: Mentorship) -> None:
    first = goal(row)
    with scope(organization=row.organization):
        step = write_step(goal=first, words="Rewrite the CV", by_day=None, by=made.noor(row))
        other = reword(item=first, words="Two interviews", by=made.ana(row))
        assert PlanItem.objects.get(pk=step.pk).goal_id == other.pk
    assert lines(row)[0] == ("A first interview", "mentee", False)
    assert lines(row)[-1] == ("Two interviews", "mentor", True)


def test_two_who_reword_at_once_lose_nothing(row: Mentorship) -> None:
    first = goal(row)
    with scope(organization=row.organization):
        reword(item=first, words="Two interviews", by=made.ana(row))
        with pytest.raises(Stale):
            reword(item=first, words="Three interviews", by=made.noor(row))


def test_done_is_who_and_when_and_can_be_undone(row: Mentorship) -> None:
    first, seen = goal(row), []
    with scope(organization=row.organization):
        for is_done in (True, False):
            mark(item=first, is_done=is_done, by=made.ana(row))
            seen.append(PlanItem.objects.get(pk=first.pk).done_by)
    assert seen == ["mentor", ""]


def test_what_is_dropped_cannot_be_marked(row: Mentorship) -> None:
    first = goal(row)
    with scope(organization=row.organization):
        drop(item=first, by=made.ana(row))
        with pytest.raises(Stale):
            mark(item=first, is_done=True, by=made.noor(row))
        with pytest.raises(Stale):
            write_step(goal=first, words="Too late", by_day=None, by=made.noor(row))


@pytest.mark.parametrize("more", [{"words": " "}, {"term": "soon"}, {"words": "x" * 501}])
def test_what_makes_no_goal_is_refused(row: Mentorship, more: dict[str, str]) -> None:
    with pytest.raises(Refused):
        goal(row, **more)


def test_nobody_else_writes(row: Mentorship) -> None:
    for by in (made.staff(row), made.by_link(factories.person(row.organization))):
        with pytest.raises(NotAllowed):
            goal(row, by=by)
