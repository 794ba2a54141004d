"""Rows with a version: whoever saves an older one is told, and changes nothing."""

import pytest
from django.core.exceptions import ValidationError

from parcours.accounts.models import Organization
from parcours.core.refusals import Stale
from parcours.core.versions import change, claim
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours", name_en="Ours")


def kept(row: Organization) -> tuple[str, int]:
    now = Organization.objects.get(pk=row.pk)
    return now.name_fr, now.version


def test_a_change_is_saved_and_says_what_it_was(ours: Organization) -> None:
    changed = change(ours, version=1, name_fr="À nous", name_en="Ours")
    assert (changed.before, changed.after, kept(ours)) == (
        {"name_fr": ""},
        {"name_fr": "À nous"},
        ("À nous", 2),
    )


def test_t42_an_older_version_changes_nothing(ours: Organization) -> None:
    change(Organization.objects.get(), version=1, name_fr="À nous")
    with pytest.raises(Stale):
        change(ours, version=1, name_fr="À moi")
    assert kept(ours) == ("À nous", 2)


def test_nothing_new_is_never_too_late(ours: Organization) -> None:
    assert not change(ours, version=7, name_en="Ours")
    assert kept(ours) == ("", 1)


def test_what_a_field_does_not_take_is_not_saved(ours: Organization) -> None:
    with pytest.raises(ValidationError):
        change(ours, version=1, contact_email="nobody")
    assert kept(ours) == ("", 1)


def test_t42_a_version_is_claimed_once(ours: Organization) -> None:
    claim(Organization.objects.get(), 1)
    with pytest.raises(Stale):
        claim(ours, 1)
    assert kept(ours) == ("", 2)
