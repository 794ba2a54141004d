"""Whoever does not answer a proposed match is reminded once, on the last day; then it is under Today."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone
from django_scopes import scope

from parcours.engagements.actions.asking import ask_again
from parcours.engagements.keeping_time import keep_time_across
from parcours.engagements.models import Mentorship
from parcours.programs.models import Cohort
from parcours.today import queue
from tests import factories
from tests.applications import made as applications
from tests.engagements import made

pytestmark = pytest.mark.django_db

ANA, NOOR = "ana@example.org", "noor@example.org"


@pytest.fixture
def asked() -> Mentorship:
    """A pair that was sent to Ana, who mentors."""
    cohort: Cohort = applications.cohort(factories.organization("north"), seats=5)
    one = made.mentee(cohort, given_name="Noor", email=NOOR, language="fr")
    return made.sent(made.pair(cohort, one, made.mentor(cohort, given_name="Ana", email=ANA, language="en")))


def due(row: Mentorship, days: int) -> None:
    """As if the last day for an answer came in so many days."""
    day = timezone.localdate() + dt.timedelta(days=days)
    with scope(organization=row.organization):
        Mentorship.objects.filter(pk=row.pk).update(answer_by=day)


def reminded() -> list[str]:
    """To whom a letter goes when time is kept, twice."""
    before = len(mail.outbox)
    keep_time_across()
    keep_time_across()
    return [address for letter in mail.outbox[before:] for address in letter.to]


@pytest.mark.parametrize(("days", "letters"), [(1, []), (0, [ANA]), (-1, [ANA]), (-30, [])])
def test_the_mentor_is_reminded_once_on_the_last_day(
    asked: Mentorship, days: int, letters: list[str]
) -> None:
    due(asked, days)
    assert reminded() == letters


def test_the_mentee_is_reminded_too_once_the_mentor_agreed(asked: Mentorship) -> None:
    due(asked, 0)
    assert reminded() == [ANA]
    made.agreed(asked, "mentor")
    due(asked, 0)
    assert reminded() == [NOOR]
    assert mail.outbox[-1].subject.endswith("on attend votre réponse")


def test_whoever_is_asked_again_may_be_reminded_again(asked: Mentorship) -> None:
    due(asked, 0)
    reminded()
    with scope(organization=asked.organization):
        ask_again(mentorship=made.found(asked), by=made.staff(asked))
    assert reminded() == []
    due(asked, 0)
    assert reminded() == [ANA]


def test_the_day_after_it_is_under_today(asked: Mentorship) -> None:
    found = []
    for days in (0, -1):
        due(asked, days)
        with scope(organization=asked.organization):
            found.append([one.kind for one in queue.found(timezone.localdate(), made.staff(asked))])
    assert found == [[], ["answer"]]
