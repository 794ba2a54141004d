"""A link that people come back to: the same in every letter, and no more than its hash in the database (T11)."""

import datetime as dt

import pytest
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.links.queries import link_by_token_across
from parcours.accounts.links.standing import standing
from parcours.accounts.models import Organization, SignedLink
from parcours.accounts.models.link import Purpose
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Organization:
    return factories.organization()


def address(here: Organization, email: str = "ana@example.org") -> str:
    with scope(organization=here):
        return standing(
            purpose=Purpose.MENTORSHIP,
            subject="people.person:1",
            name="Ana",
            email=email,
            by=system(here),
            life=dt.timedelta(days=100),
        )


def test_every_letter_has_the_same_one(here: Organization) -> None:
    first = address(here)
    assert address(here) == first
    link = link_by_token_across(first.rstrip("/").rpartition("/")[2])
    assert link is not None
    assert (link.works, link.email, link.token_hash in first) == (True, "ana@example.org", False)


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() + dt.timedelta(days=20)},
        {"token_hash": "made with another key of the site"},
    ],
)
def test_a_new_one_where_it_does_not_work_or_soon_runs_out(
    here: Organization, change: dict[str, object]
) -> None:
    first = address(here)
    with scope(organization=here):
        SignedLink.objects.update(**change)
    assert address(here) != first


def test_another_address_has_another_link_and_the_first_works_no_more(here: Organization) -> None:
    first = address(here)
    assert address(here, "roy@example.org") != first
    link = link_by_token_across(first.rstrip("/").rpartition("/")[2])
    assert link is not None
    assert link.works is False
