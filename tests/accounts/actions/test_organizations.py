"""Changing an organization's details and its logo."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from parcours.accounts.actions.organizations import change_details, change_logo
from parcours.accounts.actors import Actor, system
from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Stale
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours", name_en="Ours")


def test_details_are_changed(ours: Organization) -> None:
    change_details(organization=ours, version=1, by=system(ours), name_fr="À nous", contact_phone="555-0100")
    found = Organization.objects.get(pk=ours.pk)
    assert (found.name_en, found.name_fr, found.contact_phone, found.version) == (
        "Ours",
        "À nous",
        "555-0100",
        2,
    )


def test_whoever_saw_an_older_version_is_told(ours: Organization) -> None:
    change_details(organization=ours, version=1, by=system(ours), contact_name="Anna")
    with pytest.raises(Stale):
        change_details(organization=ours, version=1, by=system(ours), contact_name="Boris")
    assert Organization.objects.get(pk=ours.pk).contact_name == "Anna"


def test_nothing_new_changes_nothing(ours: Organization) -> None:
    change_details(organization=ours, version=7, by=system(ours), name_en="Ours")
    assert Organization.objects.get(pk=ours.pk).version == 1


def test_an_organization_keeps_a_name(ours: Organization) -> None:
    with pytest.raises(ValidationError) as refused:
        change_details(organization=ours, version=1, by=system(ours), name_en="")
    assert refused.value.messages == ["Give a name in at least one language."]


def test_t04_nothing_but_details_is_changed(ours: Organization) -> None:
    with pytest.raises(TypeError):
        change_details(organization=ours, version=1, by=system(ours), slug="theirs")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_t02_nobody_else_changes_details_or_the_logo(ours: Organization, role: Role) -> None:
    by = Actor(organization=ours, roles=frozenset({role}))
    with pytest.raises(NotAllowed):
        change_details(organization=ours, version=1, by=by, name_en="Mine")
    with pytest.raises(NotAllowed):
        change_logo(organization=ours, version=ours.version, png=b"png", by=by)


def test_a_logo_replaces_the_one_before_under_a_name_that_says_nothing(
    ours: Organization,
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    for png in (b"first", b"second"):
        with django_capture_on_commit_callbacks(execute=True):
            change_logo(organization=ours, version=ours.version, png=png, by=system(ours))
    (file,) = (tmp_path / "logos").iterdir()
    assert (file.read_bytes(), len(file.stem), file.suffix) == (b"second", 32, ".png")


def test_a_logo_is_taken_away(
    ours: Organization,
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    for png in (b"first", b"", b""):
        with django_capture_on_commit_callbacks(execute=True):
            change_logo(organization=ours, version=ours.version, png=png, by=system(ours))
    assert (list((tmp_path / "logos").iterdir()), bool(Organization.objects.get(pk=ours.pk).logo)) == (
        [],
        False,
    )
