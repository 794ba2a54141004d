"""The documents that a program asks for, as anybody, the applicant and the reviewer read of them."""

from pathlib import Path

import pytest
from django.test import Client
from django_scopes import scope
from pytest_django.fixtures import Settings

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.people.documents.actions import keep_document
from parcours.people.models import Person
from parcours.programs.models import Cohort, Program
from tests import factories
from tests.applications.made import cohort
from tests.people.documents.test_actions import upload
from tests.web.test_applications import SOMEBODY, kept, text
from tests.web.test_surveys import open_newest_link

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def here() -> Organization:
    return factories.organization("here")


@pytest.fixture
def ours(here: Organization) -> Cohort:
    """A cohort of a program that asks for a CV and a diploma."""
    row = cohort(here)
    with scope(organization=here):
        Program.objects.update(documents=["diploma", "cv"])
    return row


@pytest.fixture
def browser(ours: Cohort) -> Client:
    """Somebody who began an application, come by the link."""
    Client().post(f"/programs/here/{ours.pk}/", {**SOMEBODY, "language": "en"})
    return open_newest_link(Client())


def keep(here: Organization, kind: str, title: str = "") -> None:
    with scope(organization=here):
        who = Person.objects.get()
        keep_document(person=who, kind=kind, title=title, file=upload(), by=system(here))


def test_the_public_page_lists_them(ours: Cohort, here: Organization) -> None:
    page = f"/programs/here/{ours.pk}/"
    shown = text(Client().get(page))
    assert ("<li>CV</li><li>Diploma</li>" in shown, "refuses nobody" in shown) == (True, True)
    with scope(organization=here):
        Program.objects.update(documents=[])
    assert "Documents asked for" not in text(Client().get(page))


def test_the_application_says_which_are_handed_in(browser: Client, here: Organization) -> None:
    def rows() -> list[bool]:
        return [is_there for _name, is_there in browser.get("/link/apply/").context["documents"]]

    assert rows() == [False, False]
    assert "Still empty" in text(browser.get("/link/apply/")).split("Documents asked for")[1]
    keep(here, "cv")
    assert rows() == [True, False]
    keep(here, "other", "Mon diplôme")
    assert rows() == [True, True]


def test_the_documents_page_leads_back_to_the_application(browser: Client) -> None:
    assert 'name="go" value="documents"' in text(browser.get("/link/apply/"))
    page = text(browser.get("/link/documents/"))
    assert '<a href="/link/apply/">My application</a>' in page


def test_who_reviews_reads_what_is_missing_and_it_refuses_nobody(
    browser: Client, here: Organization, client: Client
) -> None:
    with scope(organization=here):
        Person.objects.update(years_experience=4)
    keep(here, "cv")
    browser.post("/link/apply/", {"words": "", "submit": "1"})
    assert kept().status == "eligible"
    client.force_login(factories.member(here, Role.COORDINATOR))
    page = f"/o/here/manage/programs/applications/{kept().pk}/"
    assert "<p>Not handed in:</p><ul><li>Diploma</li></ul>" in text(client.get(page))
    keep(here, "other", "Diploma")
    assert "Not handed in:" not in text(client.get(page))
