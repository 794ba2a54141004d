"""A package is asked for on a page, made by the worker, taken, and gone two days later."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.models import AuditEntry, Organization
from parcours.accounts.roles import Role
from parcours.people.models import Person
from parcours.reporting.exports import tasks
from parcours.reporting.exports.actions import EACH_DAY
from parcours.reporting.exports.forgetting import forget_across
from parcours.reporting.exports.models import Export, ExportStatus
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = "/o/ours/manage/exports/"


@pytest.fixture
def ours() -> Organization:
    made = factories.organization("ours")
    factories.person(made, given_name="Ana")
    return made


@pytest.fixture
def admin(client: Client, ours: Organization) -> Client:
    client.force_login(factories.member(ours, Role.ADMINISTRATOR))
    return client


def made(admin: Client, ours: Organization) -> Export:
    """An export that the worker has made."""
    assert admin.post(PAGE).status_code == 302
    with scope(organization=ours):
        export = Export.objects.latest("pk")
    tasks.make_export.func(ours.pk, export.pk)
    with scope(organization=ours):
        return Export.objects.get(pk=export.pk)


def files(export: Export) -> bool:
    return (Path(settings.MEDIA_ROOT) / str(export.file.name)).exists()


def test_everything_can_be_taken_once_it_is_made(admin: Client, ours: Organization) -> None:
    export = made(admin, ours)
    answer = admin.get(f"{PAGE}{export.pk}.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.read("people_person.csv").count(b"Ana") == 1
    with scope(organization=ours):
        verbs = AuditEntry.objects.filter(verb__startswith="export.").order_by("number")
        assert [entry.verb for entry in verbs] == ["export.asked", "export.made", "export.taken"]


def test_it_is_gone_two_days_later(admin: Client, ours: Organization) -> None:
    export = made(admin, ours)
    assert (tasks.delete_old_across.func(), files(export)) == (0, True)
    with scope(organization=ours):
        Export.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert admin.get(f"{PAGE}{export.pk}.zip").status_code == 404
    assert (tasks.delete_old_across.func(), files(export)) == (1, False)
    assert admin.get(PAGE).content.decode().count("Deleted") == 1


def test_t65_it_is_gone_when_a_person_in_it_is_erased(admin: Client, ours: Organization) -> None:
    export = made(admin, ours)
    with scope(organization=ours):
        ana = Person.objects.get()
    assert (forget_across(ana), files(export)) == (1, False)


def test_t64_one_is_made_at_a_time_and_a_few_a_day(admin: Client, ours: Organization) -> None:
    assert [admin.post(PAGE).status_code for _twice in range(2)] == [302, 429]
    with scope(organization=ours):
        Export.objects.bulk_create(
            Export(organization=ours, status=ExportStatus.EXPIRED) for _number in range(EACH_DAY)
        )
        Export.objects.filter(status=ExportStatus.WAITING).update(status=ExportStatus.EXPIRED)
    refused = admin.post(PAGE)
    assert (refused.status_code, "The next is possible on" in refused.content.decode()) == (429, True)
    with scope(organization=ours):
        Export.objects.update(asked_at=timezone.now() - timedelta(days=1))
    assert admin.post(PAGE).status_code == 302


def test_one_that_was_never_made_is_given_up(admin: Client, ours: Organization) -> None:
    admin.post(PAGE)
    with scope(organization=ours):
        Export.objects.update(asked_at=timezone.now() - timedelta(days=3))
    assert (tasks.delete_old_across.func(), admin.post(PAGE).status_code) == (1, 302)


def test_a_coordinator_does_not_take_everything(client: Client, ours: Organization) -> None:
    client.force_login(factories.member(ours, Role.COORDINATOR))
    assert client.get(PAGE).status_code == 403
