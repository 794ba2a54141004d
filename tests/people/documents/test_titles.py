"""Lines of a CV that may be occupations: offered, and never written down by themselves."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.people.documents.actions import keep_document
from parcours.people.documents.titles import suggested_titles, titles_in
from parcours.people.models import OccupationHeld, Person
from tests import factories
from tests.people.documents import corpus

LINES = (
    "Ana Roy",
    "ana@example.org",
    "Civil engineer, City of Lyon",
    "2015-2020",
    "I led a team of nine people who built bridges over the river",
    "• Registered nurse – Hospital",
    "civil engineer",
    "Civil engineer at another place",
)


def test_short_lines_without_figures_could_be_titles() -> None:
    assert list(titles_in("\n".join(LINES))) == ["Ana Roy", "Civil engineer", "Registered nurse"]


@pytest.fixture
def _coder(data_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(data_home))


def with_cv(person: Person) -> Person:
    with scope(organization=person.organization):
        file = SimpleUploadedFile("cv.docx", corpus.docx(*LINES))
        keep_document(person=person, kind="cv", file=file, by=system(person.organization))
    return person


@pytest.mark.django_db
@pytest.mark.slow  # the index of occupations is read
@pytest.mark.usefixtures("_coder")
def test_titles_that_the_coder_knows_are_suggested(ours: Organization) -> None:
    person = with_cv(factories.person(ours))
    assert suggested_titles(person, "en") == ["Civil engineer", "Registered nurse"]
    assert OccupationHeld.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.slow  # the same
@pytest.mark.usefixtures("_coder")
def test_a_title_from_the_cv_is_written_down_by_a_person(client: Client) -> None:
    north = factories.organization("north")
    user = factories.member(north, Role.PARTICIPANT)
    person = with_cv(factories.person(north, user=user))
    client.force_login(user)
    here = "/o/north/profile/occupations/"
    before = client.get(here).content.decode()
    offered = client.get(here, {"cv": 1}).content.decode()
    chosen = client.get(here, {"title": "Civil engineer"}).context["form"]["title"].value()
    sent = {"kind": "before", "title": "Civil engineer", "title_language": "en"}
    client.post(f"{here}?title=Civil%20engineer", sent)
    with scope(organization=north):
        written = OccupationHeld.objects.get(person=person)
    assert ("?cv=1" in before, "?title=Registered%20nurse" in offered, chosen) == (
        True,
        True,
        "Civil engineer",
    )
    assert (written.title, written.noc, written.decision) == ("Civil engineer", "", "")
