"""What waits about applications: each for one reason, by the days of its program."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.applications.actions.applying import begin
from parcours.applications.actions.deciding import begin_review
from parcours.applications.actions.reviewing import write_review
from parcours.applications.models import Application
from parcours.applications.waiting import news_by, waiting_applications
from parcours.programs.models import Cohort
from tests import factories
from tests.applications.made import applied, cohort, participant
from tests.people.consent.made import staff

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC)


@pytest.fixture
def here() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization), timezone.override("America/Toronto"):
        yield organization


def stands(row: Application, days: int) -> Application:
    """The application, where it stands for so many days."""
    Application.objects.filter(pk=row.pk).update(since=timezone.now() - dt.timedelta(days=days))
    return row


def found() -> list[str]:
    return [why for why, _row in waiting_applications()]


@pytest.mark.parametrize(("days", "why"), [(9, []), (10, ["application"])])
def test_an_application_waits_when_the_days_of_its_status_are_over(
    here: Organization, days: int, why: list[str]
) -> None:
    stands(applied(cohort(here)), days)
    assert found() == why


@pytest.mark.parametrize(
    ("status", "intake", "why"),
    [
        ("planned", "fixed_dates", ["application", "application"]),
        ("running", "fixed_dates", ["application"]),
        ("running", "rolling", ["application", "application"]),
        ("completed", "rolling", ["application"]),
        ("cancelled", "fixed_dates", []),
    ],
)
def test_somebody_waits_whatever_the_cohort_has_come_to_and_is_promised_what_staff_are_reminded_of(
    here: Organization, status: str, intake: str, why: list[str]
) -> None:
    row = cohort(here, intake=intake)
    draft = begin(cohort=row, participant=participant(here), by=system(here))
    rows = [stands(applied(row), 30), stands(draft, 30)]
    Cohort.objects.update(status=status)
    promised = [news_by(Application.objects.get(pk=one.pk)) for one in rows]
    assert (found(), len([day for day in promised if day])) == (why, len(why))


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (dt.datetime(2026, 11, 30, 18, tzinfo=dt.UTC), []),
        (dt.datetime(2026, 12, 1, 18, tzinfo=dt.UTC), ["referral"]),
    ],
)
def test_whom_a_partner_referred_waits_five_business_days(
    here: Organization, now: dt.datetime, why: list[str]
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        applied(cohort(here), referred_by=factories.organization("agency"))
    with time_machine.travel(now, tick=False):
        assert found() == why


def test_a_referral_is_answered_once_its_review_has_begun(here: Organization) -> None:
    row = stands(applied(cohort(here), referred_by=factories.organization("agency")), 30)
    before = found()
    begin_review(application=Application.objects.get(pk=row.pk), by=system(here))
    assert (before, found()) == (["referral"], [])


@pytest.mark.parametrize(
    ("days", "reviews", "why"),
    [(6, 0, []), (7, 0, ["review"]), (7, 1, ["review"]), (7, 2, []), (14, 1, ["application"])],
)
def test_a_review_waits_for_two_from_half_its_time_on(
    here: Organization, days: int, reviews: int, why: list[str]
) -> None:
    row = applied(cohort(here))
    begin_review(application=row, by=system(here))
    for _number in range(reviews):
        write_review(application=row, scores={}, by=staff(here, Role.COORDINATOR))
    stands(row, days)
    assert found() == why


def test_an_interview_is_no_review(here: Organization) -> None:
    row = applied(cohort(here))
    begin_review(application=row, by=system(here))
    for kind in ("review", "interview"):
        write_review(application=row, scores={}, kind=kind, by=staff(here))
    stands(row, 8)
    assert found() == ["review"]


def test_many_are_no_more_queries(
    here: Organization, django_assert_num_queries: Callable[[int], object]
) -> None:
    for _number in range(2):
        stands(applied(cohort(here)), 20)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        found()
