"""A person with documents, and where their files are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django_scopes import scope
from pytest_django.fixtures import Settings

from parcours.accounts.models import Organization
from parcours.people.models import Person
from tests import factories


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> Path:
    """The folder of the site's files, of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def ours() -> Iterator[Organization]:
    """An organization, in scope."""
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


@pytest.fixture
def person(ours: Organization) -> Person:
    """Somebody whom it knows."""
    return factories.person(ours)
