"""T57: the clock stands a year ahead, or an hour back: nobody gets a year's letters at once, nor the same one twice."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from pytest_django.fixtures import Settings

from parcours.engagements.models import Mentorship
from parcours.jobs import schedule
from parcours.messaging.models import Outgoing
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made as applications
from tests.clocks import HOUR_BACK, YEAR_AHEAD, moved
from tests.engagements import made
from tests.messaging.conftest import OUTBOX

pytestmark = pytest.mark.django_db

REMINDING = {
    "applications.time",
    "consent.lapsing",
    "engagements.surveys",
    "engagements.time",
    "outcomes.time",
    "surveys.time",
    "today.time",
}


@pytest.fixture
def cohort() -> Cohort:
    """A cohort with a draft, an application, and pairs that are asked, agreed and active."""
    row = applications.cohort(factories.organization("north"), seats=9)
    applications.applied(row)
    asked = made.sent(made.pair(row, made.mentee(row), made.mentor(row)))
    with scope(organization=row.organization):
        Mentorship.objects.filter(pk=asked.pk).update(answer_by=timezone.localdate())
    together = made.together(row)
    made.since(together, 3)
    more = made.agreed(made.sent(made.pair(row, made.mentee(row), made.mentor(row))), "mentor", "mentee")
    made.since(more, 200, met=190)
    return row


@pytest.fixture(autouse=True)
def _outbox(settings: Settings) -> None:
    settings.MAILERS = {**settings.MAILERS, "default": {"BACKEND": OUTBOX}}


def letters() -> Counter[tuple[str, str]]:
    """Whom everything that comes by itself writes to now, by kind."""
    with scopes_disabled():
        before = list(Outgoing.objects.values_list("pk", flat=True))
        for row in schedule.rows():
            if row.name in REMINDING:
                row.task.call()
        return Counter(Outgoing.objects.exclude(pk__in=before).values_list("to", "key"))


@pytest.mark.usefixtures("cohort")
def test_t57_a_year_ahead_nobody_gets_a_burst_of_letters_nor_any_twice() -> None:
    first = letters()
    assert first
    with moved(HOUR_BACK):
        again = letters()
    with moved(YEAR_AHEAD):
        ahead, once_more = letters(), letters()
    for found in (first, ahead):
        assert max(found.values(), default=1) == 1, found
    assert (again, once_more) == (Counter(), Counter())


def test_everything_that_reminds_by_itself_is_tried() -> None:
    known = {row.name for row in schedule.rows()}
    assert known >= REMINDING
    assert {name for name in known if name.endswith(".time")} <= REMINDING


@pytest.mark.usefixtures("cohort")
def test_t57_a_quarter_of_a_year_off_is_no_burst_either() -> None:
    letters()
    with moved(timedelta(days=91)):
        assert max(letters().values(), default=1) == 1
