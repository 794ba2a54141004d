"""Participants and mentors from a spreadsheet in the browser, without JavaScript."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django_scopes import scope

from parcours.accounts.imports import actions, tasks
from parcours.accounts.models import AuditEntry, Import, Organization
from parcours.accounts.models.imports import ImportRow
from parcours.accounts.roles import Role
from parcours.people.models import Person
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made
from tests.people.imports.made import PARTICIPANTS

pytestmark = pytest.mark.django_db

BASE = "/o/ours/manage/people/imports/"


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


@pytest.fixture
def coordinator(client: Client, ours: Organization) -> Client:
    client.force_login(factories.member(ours, Role.COORDINATOR))
    return client


def upload(
    client: Client, ours: Organization, content: str, kind: str = "participants", **more: object
) -> Import:
    """Send the file as the form does, and let the worker read it."""
    file = SimpleUploadedFile("people.csv", content.encode())
    answer = client.post(f"{BASE}new/", {"file": file, "kind": kind, **more})
    assert answer.status_code == 302
    with scope(organization=ours):
        import_ = Import.objects.latest("pk")
    tasks.read_import.func(ours.pk, import_.pk)
    return import_


def apply(client: Client, ours: Organization, import_: Import) -> None:
    """Press the button, and let the worker apply the rows."""
    client.post(f"{BASE}{import_.pk}/apply/", {"mode": "good"})
    tasks.apply_import.func(ours.pk, import_.pk)


def test_a_coordinator_takes_people_in(coordinator: Client, ours: Organization) -> None:
    import_ = upload(coordinator, ours, PARTICIPANTS)
    page = coordinator.get(f"{BASE}{import_.pk}/")
    assert [(str(outcome), number) for outcome, number in page.context["counts"]] == [("new", 2)]
    apply(coordinator, ours, import_)
    assert coordinator.get(f"{BASE}{import_.pk}/").context["import"].status == "done"
    with scope(organization=ours):
        assert Person.objects.count() == 2


def test_what_changes_is_shown_in_the_reader_s_language(coordinator: Client, ours: Organization) -> None:
    apply(coordinator, ours, upload(coordinator, ours, PARTICIPANTS))
    changed = PARTICIPANTS.replace("Ottawa", "Toronto").replace("fr:9", "fr:10; es")
    import_ = upload(coordinator, ours, changed)
    page = coordinator.get(f"{BASE}{import_.pk}/", {"lang": "fr"}).content.decode()
    assert page.count("Ville\u00a0: Ottawa → Toronto") == 1
    assert page.count("Langues\u00a0: français 9 → espagnol, français 10") == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_list_of_participants_taken_in_again_changes_nothing(
    coordinator: Client, ours: Organization, language: str
) -> None:
    sheet = "name,email,occupation,previous occupation\nAna Roy,ana@example.org,Cook,21300; Baker\n"
    first = upload(coordinator, ours, sheet)
    assert "21300; Baker" in coordinator.get(f"{BASE}{first.pk}/").content.decode()
    apply(coordinator, ours, first)
    asked = {"file": "csv", "lang": language}
    listed = coordinator.get("/o/ours/manage/people/", asked).content.decode("utf-8-sig")
    assert "Civil engineers" in listed
    again = upload(coordinator, ours, listed)
    with scope(organization=ours):
        row = ImportRow.objects.get(source=again)
        assert (row.values["occupations_before"], row.values.get("_changes")) == (["Civil engineers"], None)


def test_an_import_of_members_is_not_for_coordinators(coordinator: Client, ours: Organization) -> None:
    with scope(organization=ours):
        members = Import.objects.create(organization=ours, kind="members", given="members.csv")
    assert coordinator.get(f"{BASE}{members.pk}/").status_code == 404


def test_t59_an_import_of_people_is_stopped_or_taken_up_again(
    coordinator: Client, ours: Organization
) -> None:
    import_ = upload(coordinator, ours, PARTICIPANTS)
    coordinator.post(f"{BASE}{import_.pk}/apply/", {"mode": "good"})
    with scope(organization=ours):
        Import.objects.update(alive_at=timezone.now() - timedelta(minutes=3))
    assert coordinator.post(f"{BASE}{import_.pk}/resume/").status_code == 302
    assert coordinator.post(f"{BASE}{import_.pk}/cancel/").status_code == 302
    tasks.apply_import.func(ours.pk, import_.pk)
    with scope(organization=ours):
        assert (Import.objects.get().status, Person.objects.count()) == ("cancelled", 0)
        assert AuditEntry.objects.filter(verb="import.resumed").count() == 1


def test_t64_an_organization_has_so_many_imports_at_work(coordinator: Client, ours: Organization) -> None:
    with scope(organization=ours):
        for _number in range(actions.AT_ONCE):
            Import.objects.create(organization=ours, kind="members", given="a.csv")
    file = SimpleUploadedFile("people.csv", PARTICIPANTS.encode())
    answer = coordinator.post(f"{BASE}new/", {"file": file, "kind": "participants"})
    assert answer.status_code == 429


def test_t64_an_organization_uploads_so_many_files_within_a_day(
    coordinator: Client, ours: Organization
) -> None:
    with scope(organization=ours):
        Import.objects.bulk_create(
            Import(organization=ours, kind="members", given="a.csv", status="done")
            for _number in range(actions.EACH_DAY)
        )
    file = SimpleUploadedFile("people.csv", PARTICIPANTS.encode())
    answer = coordinator.post(f"{BASE}new/", {"file": file, "kind": "participants"})
    assert answer.status_code == 429
    again = date_format(timezone.localtime() + timedelta(days=1), "DATE_FORMAT")
    assert f"The next is possible on {again}, " in answer.content.decode()


def test_what_was_forgotten_is_said(coordinator: Client, ours: Organization) -> None:
    import_ = upload(coordinator, ours, PARTICIPANTS)
    apply(coordinator, ours, import_)
    with scope(organization=ours):
        Import.objects.update(ended_at=timezone.now() - timedelta(days=8))
    tasks.forget_old.func()
    page = coordinator.get(f"{BASE}{import_.pk}/")
    assert (page.context["import"].forgotten, page.content.decode().count("ana@example.org")) == (True, 0)
    assert [(str(outcome), number) for outcome, number in page.context["counts"]] == [("applied", 2)]


def test_people_go_straight_into_a_cohort_and_the_page_says_who_waits(
    coordinator: Client, ours: Organization
) -> None:
    cohort = made.cohort(ours, seats=1)
    chosen = coordinator.get(f"{BASE}new/?kind=participants&cohort={cohort.pk}").context["form"]
    assert chosen["cohort"].value() == str(cohort.pk)
    import_ = upload(coordinator, ours, PARTICIPANTS, cohort=cohort.pk)
    page = coordinator.get(f"{BASE}{import_.pk}/").content.decode()
    assert (
        "Into the cohort City mentoring, 2026. 1 person gets a seat. 1 person goes on the wait list."
        " Each is told by letter when the rows are applied." in page
    )
    assert page.count("In the cohort: – → On the wait list") == 1
    assert coordinator.get(f"{BASE}{import_.pk}/").context["onward"] == []
    apply(coordinator, ours, import_)
    with scope(organization=ours):
        assert Cohort.objects.get().taken == 1
    done = coordinator.get(f"{BASE}{import_.pk}/")
    assert [words for words, _address in done.context["onward"]] == [
        "The cohort City mentoring, 2026",
        "Confirm the occupation codes",
        "Participants",
    ]
    for _words, address in done.context["onward"]:
        assert coordinator.get(address).status_code == 200


def test_a_cohort_that_is_over_takes_nobody(coordinator: Client, ours: Organization) -> None:
    cohort = made.cohort(ours)
    with scope(organization=ours):
        Cohort.objects.update(status="completed")
    file = SimpleUploadedFile("people.csv", PARTICIPANTS.encode())
    answer = coordinator.post(f"{BASE}new/", {"file": file, "kind": "participants", "cohort": cohort.pk})
    assert list(answer.context["form"].errors) == ["cohort"]
