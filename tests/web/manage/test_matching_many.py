"""A cohort of 2,000 people is matched by the worker: the page shows where it is, and its button stops it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django_scopes import scope
from pytest_django.fixtures import DjangoAssertNumQueries
from pytest_django.fixtures import Settings as SiteSettings

from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.engine.matching import Problem, Progress, Result, Told, match
from parcours.jobs.worker import run_next
from parcours.matching import adapter
from parcours.matching.models import Candidate, Run, Unplaced
from parcours.programs.models import Cohort
from tests import factories
from tests.access.walk import text_of
from tests.applications import made as applications
from tests.architecture.changes_of_matches import MATCHING
from tests.engagements import made
from tests.jobs.conftest import DATABASE
from tests.matching.many import fill

pytestmark = pytest.mark.django_db

MENTEES, MENTORS, PEOPLE_ON_A_PAGE = 2000, 1500, 50
AS_THE_PAGE_ASKS = {"HX-Request": "true", "HX-Target": "matching-progress"}


@pytest.fixture
def here() -> Organization:
    return factories.organization("north")


@pytest.fixture
def cohort(here: Organization, settings: SiteSettings) -> Cohort:
    settings.TASKS = DATABASE
    return applications.cohort(here, seats=9)


@pytest.fixture
def browser(client: Client, here: Organization) -> Client:
    client.force_login(factories.member(here, Role.COORDINATOR, name="Kim Osei"))
    return client


def at(cohort: Cohort, more: str = "") -> str:
    return f"/o/north/manage/programs/cohorts/{cohort.pk}/matching/{more}"


def begun(browser: Client, cohort: Cohort) -> Run:
    assert browser.post(at(cohort, "run/"), MATCHING).status_code == 302
    with scope(organization=cohort.organization):
        return Run.objects.latest("pk")


def looked_on(monkeypatch: pytest.MonkeyPatch, look: Callable[[Progress], object]) -> None:
    """Have somebody look whenever the engine says how far it is."""

    def looking(problem: Problem, told: Told, *rest: Any) -> Result:
        def noted(progress: Progress) -> bool:
            answer = told(progress)
            look(progress)
            return answer

        return match(problem, noted, *rest)

    monkeypatch.setattr(adapter, "match", looking)


@pytest.mark.slow  # 2,000 people, and a sentence for each of their mentors
@pytest.mark.sqlite_only  # what takes long is the engine, not the database
def test_a_run_over_2000_people_shows_where_it_is_and_is_stopped(
    browser: Client,
    cohort: Cohort,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    fill(cohort, MENTEES, MENTORS)
    run, seen = begun(browser, cohort), []
    assert "Waits for the worker" in text_of(browser.get(at(cohort), headers=AS_THE_PAGE_ASKS))
    with monkeypatch.context() as patch:
        looked_on(patch, lambda _now: seen.append(text_of(browser.get(at(cohort), headers=AS_THE_PAGE_ASKS))))
        run_next("worker")
    said = " ".join(seen)
    for words in (
        f"Mentees: {MENTEES:,}. Mentors: {MENTORS:,}.",
        "Places so far",
        "Points below the best at most",
    ):
        assert words in said
    with scope(organization=cohort.organization):
        run.refresh_from_db()
        placed = Candidate.objects.filter(run=run, is_proposed=True).count()
        assert (run.state, placed + Unplaced.objects.filter(run=run).count()) == ("done", MENTEES)
        assert placed == run.certificate["placed"] > MENTEES / 2
    browser.get(at(cohort))  # the log keeps one look a minute
    with django_assert_max_num_queries(20):
        page = browser.get(at(cohort), headers=AS_THE_PAGE_ASKS)
    shown = [len(page.context[kind].rows) for kind in ("open", "without")]
    assert (shown, page["HX-Retarget"]) == ([PEOPLE_ON_A_PAGE] * 2, "#matching-state")
    assert f"Choose all {placed:,} pairs" in text_of(page)

    again = begun(browser, cohort)

    looked_on(monkeypatch, lambda _now: browser.post(at(cohort), {"stop": "1"}))
    run_next("worker")
    with scope(organization=cohort.organization):
        again.refresh_from_db()
        kept = Candidate.objects.filter(run=again).count() + Unplaced.objects.filter(run=again).count()
    assert (again.state, kept) == ("stopped", 0)
    page = browser.get(at(cohort))
    assert "The last run was stopped." in text_of(page)
    assert page.context["open"].count == placed


def test_lists_of_many_are_turned_over_one_by_one(browser: Client, cohort: Cohort) -> None:
    fill(cohort, PEOPLE_ON_A_PAGE + 3, 1)
    page = browser.get(at(cohort, "?without=2&decided=7"))
    assert (page.context["without"].count, len(page.context["without"].rows)) == (PEOPLE_ON_A_PAGE + 3, 3)
    assert '"?without=1&amp;decided=7"' in page.content.decode()


def test_sending_many_costs_the_same_and_is_done_page_by_page(
    browser: Client, cohort: Cohort, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(3):
        made.pair(cohort, made.mentee(cohort), made.mentor(cohort))
    browser.get(at(cohort, "send/"))  # the log keeps one look a minute
    with django_assert_max_num_queries(20):
        page = browser.get(at(cohort, "send/"))
    assert page.context["part"].count == 3
