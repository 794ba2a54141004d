"""A run over a large cohort is a job: one at a time, seen where it is, stopped, begun again when its worker is gone."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_scopes import scope
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings as SiteSettings

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.refusals import Refused, Stale
from parcours.engine.matching import Problem, Progress, Result, Told, match
from parcours.jobs.worker import run_next
from parcours.matching import adapter
from parcours.matching.actions import running
from parcours.matching.adapter import Settings
from parcours.matching.models import Run
from parcours.matching.queries import proposed_by
from parcours.matching.tasks import match_cohort
from parcours.matching.working import work_out
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made as applications
from tests.engagements import made
from tests.jobs.conftest import DATABASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    row = applications.cohort(factories.organization(), seats=9)
    made.mentee(row)
    made.mentor(row)
    return row


@pytest.fixture
def _large(monkeypatch: pytest.MonkeyPatch, settings: SiteSettings) -> None:
    """As if two people were many, and the queue that of a site."""
    settings.TASKS = DATABASE
    monkeypatch.setattr(running, "AT_ONCE", 1)


def begun(cohort: Cohort, name: str = "Kim Osei", also: Sequence[str] = ()) -> Run:
    who = factories.member(cohort.organization, Role.COORDINATOR, name=name)
    with scope(organization=cohort.organization):
        by = actor_for(who, cohort.organization)
        return running.run(cohort=cohort, settings=Settings(), by=by, also=also)


def ways(cohort: Cohort) -> list[tuple[str, str]]:
    """The mode and state of each run, the first one first."""
    with scope(organization=cohort.organization):
        return [(run.rules["mode"], run.state) for run in Run.objects.filter(cohort=cohort).order_by("pk")]


def now(run: Run) -> Run:
    with scope(organization=run.organization):
        return Run.objects.select_related("organization", "cohort__program", "cohort__organization").get(
            pk=run.pk
        )


def test_a_small_cohort_is_matched_at_once(cohort: Cohort) -> None:
    assert (begun(cohort).state, DBTaskResult.objects.exists()) == ("done", False)


@pytest.mark.usefixtures("_large")
def test_a_large_one_waits_for_the_worker_which_matches_it(cohort: Cohort) -> None:
    run = begun(cohort)
    assert (run.state, run.phase) == ("waiting", "queued")
    run_next("worker")
    run = now(run)
    with scope(organization=run.organization):
        assert (run.state, run.phase, run.mentees, len(proposed_by(run))) == ("done", "writing", 1, 1)


@pytest.mark.usefixtures("_large")
def test_a_large_one_is_matched_in_one_way_after_the_other(cohort: Cohort) -> None:
    begun(cohort, also=["stable", "balanced"])
    assert ways(cohort) == [("optimal", "waiting")]
    while run_next("worker"):
        pass
    assert ways(cohort) == [("optimal", "done"), ("stable", "done"), ("balanced", "done")]


@pytest.mark.usefixtures("_large")
def test_t45_a_task_that_is_done_again_begins_the_next_way_once(cohort: Cohort) -> None:
    run = begun(cohort, also=["stable"])
    for _time in range(2):
        match_cohort.call(organization=cohort.organization.pk, run_id=run.pk, also=["stable"])
    assert ways(cohort) == [("optimal", "done"), ("stable", "waiting")]


@pytest.mark.usefixtures("_large")
def test_after_a_run_that_was_stopped_no_other_way_is_begun(cohort: Cohort) -> None:
    run = begun(cohort, also=["stable"])
    with scope(organization=cohort.organization):
        running.stop(run=run, by=system(cohort.organization))
    while run_next("worker"):
        pass
    assert ways(cohort) == [("optimal", "stopped")]


@pytest.mark.usefixtures("_large")
def test_a_cohort_is_matched_once_at_a_time(cohort: Cohort) -> None:
    begun(cohort, "Ana Lee")
    with pytest.raises(Refused, match="Ana Lee has had this cohort matched since"):
        begun(cohort)


@pytest.mark.usefixtures("_large")
def test_a_run_that_is_stopped_keeps_nothing(cohort: Cohort) -> None:
    run, by = begun(cohort), system(cohort.organization)
    with scope(organization=cohort.organization):
        running.stop(run=run, by=by)
        with pytest.raises(Stale):
            running.stop(run=run, by=by)
    run_next("worker")
    assert now(run).state == "stopped"
    with scope(organization=cohort.organization):
        work_out(now(run), by)  # as a worker does that was at work meanwhile
        assert (now(run).state, proposed_by(run)) == ("stopped", [])


@pytest.mark.usefixtures("_large")
def test_of_a_run_that_was_deleted_there_is_nothing_to_do(cohort: Cohort) -> None:
    run = begun(cohort)
    with scope(organization=run.organization):
        Run.objects.filter(pk=run.pk).delete()
    run_next("worker")
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


@pytest.mark.usefixtures("_large")
def test_t45_a_run_whose_worker_is_gone_makes_room_for_another(cohort: Cohort) -> None:
    lost = begun(cohort)
    with scope(organization=cohort.organization):
        Run.objects.filter(pk=lost.pk).update(
            alive_at=timezone.now() - running.SILENCE - timedelta(seconds=1)
        )
    again = begun(cohort)
    run_next("worker")
    run_next("worker")
    assert (now(lost).state, now(again).state) == ("failed", "done")


@pytest.mark.usefixtures("_large")
def test_a_run_that_breaks_off_says_so(cohort: Cohort) -> None:
    run = begun(cohort)
    with scope(organization=cohort.organization):
        Run.objects.filter(pk=run.pk).update(rules={"digits": 9})
    run_next("worker")
    with scope(organization=cohort.organization):
        told = AuditEntry.objects.filter(verb="matching.failed").count()
    assert (now(run).state, DBTaskResult.objects.get().status, told) == ("failed", "FAILED", 1)


@pytest.mark.usefixtures("_large")
def test_a_run_shows_what_the_engine_has_reached_and_is_stopped_within_its_step(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, seen = begun(cohort), []

    def look_on(problem: Problem, told: Told, *rest: Any) -> Result:
        def noted(progress: Progress) -> bool:
            answer = told(progress)
            seen.append(now(run).certificate)
            if progress.phase == "weighing":
                Run.objects.filter(pk=run.pk).update(state="stopped")
            return answer

        return match(problem, noted, *rest)

    monkeypatch.setattr(adapter, "match", look_on)
    run_next("worker")
    assert seen[-1] == {"pairs": 1, "placed": 1, "gap": None}
    assert len(seen) == [one["placed"] for one in seen].index(1) + 1
    with scope(organization=run.organization):
        assert (now(run).state, len(proposed_by(run))) == ("stopped", 0)
