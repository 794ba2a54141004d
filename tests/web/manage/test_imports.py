"""Importing members in the browser: upload, look, apply, and what came of it, without JavaScript."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.imports import tasks
from parcours.accounts.models import AuditEntry, Import, Invitation, Organization
from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

SHEET = "Courriel;Rôle\nida@example.org;mentore\nnobody;roi\n"


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


@pytest.fixture
def admin(client: Client, ours: Organization) -> Client:
    client.force_login(factories.member(ours, Role.ADMINISTRATOR))
    return client


def upload(admin: Client, ours: Organization, content: bytes) -> Import:
    """Send the file as the form does, and let the worker read it."""
    file = SimpleUploadedFile("membres.csv", content)
    answer = admin.post("/o/ours/manage/members/imports/new/", {"file": file})
    assert answer.status_code == 302
    with scope(organization=ours):
        import_ = Import.objects.get()
    tasks.read_import.func(ours.pk, import_.pk)
    return import_


def test_a_sheet_is_shown_before_anything_happens(admin: Client, ours: Organization) -> None:
    import_ = upload(admin, ours, SHEET.encode("cp1252"))
    page = admin.get(f"/o/ours/manage/members/imports/{import_.pk}/", {"lang": "fr"})
    assert [(str(outcome), number) for outcome, number in page.context["counts"]] == [
        ("problem", 1),
        ("new", 1),
    ]
    said = (
        "«\u00a0nobody\u00a0» n’est pas une adresse de courriel. Écrivez une adresse comme nom@exemple.org. "
        "«\u00a0roi\u00a0» n’est pas un rôle. Écrivez l’un de ces mots\u00a0: participant, mentor, supervisor, "
        "employer, counsellor, coordinator, administrator et funder."
    )
    assert page.content.decode().count(said) == 1
    with scope(organization=ours):
        assert Invitation.objects.count() == 0


def test_the_good_rows_become_invitations(admin: Client, ours: Organization) -> None:
    import_ = upload(admin, ours, SHEET.encode())
    admin.post(f"/o/ours/manage/members/imports/{import_.pk}/apply/", {"mode": "good"})
    tasks.apply_import.func(ours.pk, import_.pk)
    page = admin.get(f"/o/ours/manage/members/imports/{import_.pk}/")
    assert page.context["import"].status == "done"
    with scope(organization=ours):
        assert [row.email for row in Invitation.objects.all()] == ["ida@example.org"]


def test_all_or_nothing_with_a_problem_is_said_on_a_page(admin: Client, ours: Organization) -> None:
    import_ = upload(admin, ours, SHEET.encode())
    answer = admin.post(f"/o/ours/manage/members/imports/{import_.pk}/apply/", {"mode": "all"})
    assert answer.status_code == 409


def test_rows_with_problems_come_as_a_file(admin: Client, ours: Organization) -> None:
    import_ = upload(admin, ours, b"email,role\n=cmd|' /C calc'!A0,mentor\n")
    answer = admin.get(f"/o/ours/manage/members/imports/{import_.pk}/", {"file": "csv", "outcome": "problem"})
    assert "'=cmd" in answer.content.decode("utf-8-sig")


def test_an_import_without_a_worker_can_be_taken_up_again(admin: Client, ours: Organization) -> None:
    import_ = upload(admin, ours, SHEET.encode())
    admin.post(f"/o/ours/manage/members/imports/{import_.pk}/apply/", {"mode": "good"})
    assert admin.post(f"/o/ours/manage/members/imports/{import_.pk}/resume/").status_code == 409
    with scope(organization=ours):
        Import.objects.update(alive_at=timezone.now() - timedelta(minutes=3))
    assert admin.post(f"/o/ours/manage/members/imports/{import_.pk}/resume/").status_code == 302
    with scope(organization=ours):
        assert AuditEntry.objects.filter(verb="import.resumed").count() == 1


def test_no_file_is_asked_for_in_words(admin: Client) -> None:
    page = admin.post("/o/ours/manage/members/imports/new/", {})
    assert page.context["form"].errors == {"file": ["Choose a file."]}


def test_another_organization_s_import_is_absent(admin: Client) -> None:
    theirs = factories.organization("theirs")
    with scope(organization=theirs):
        import_ = Import.objects.create(organization=theirs, kind="members", given="x.csv")
    assert admin.get(f"/o/ours/manage/members/imports/{import_.pk}/").status_code == 404
