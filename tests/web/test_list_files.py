"""T64: an organization takes its lists away as files one at a time, and so many within an hour."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actions import exports
from parcours.accounts.models import AuditEntry, Organization
from parcours.accounts.roles import Role
from parcours.web import list_files
from tests import factories

pytestmark = pytest.mark.django_db

LIST = {"file": "csv"}


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


@pytest.fixture
def browser(client: Client, ours: Organization) -> Client:
    client.force_login(factories.member(ours, Role.COORDINATOR))
    return client


def taken(of: Organization) -> int:
    with scope(organization=of):
        return AuditEntry.objects.filter(verb="list.exported").count()


def test_t64_an_organization_takes_so_many_lists_within_an_hour(
    browser: Client, ours: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "EACH_HOUR", 2)
    page = "/o/ours/manage/people/"
    assert [browser.get(page, LIST).status_code for _time in range(3)] == [200, 200, 429]
    refused = browser.get(page, LIST).content.decode()
    assert ("2 lists were taken within an hour" in refused, taken(ours)) == (True, 2)
    assert browser.get(page).status_code == 200
    other = factories.organization("other")
    browser.force_login(factories.member(other, Role.COORDINATOR))
    assert browser.get("/o/other/manage/people/", LIST).status_code == 200
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with scope(organization=ours), exports.one_at_a_time(ours):
        pass


def test_t64_a_list_is_written_for_an_organization_at_a_time(
    browser: Client, ours: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def meanwhile(*_given: object) -> bytes:
        asked.append(browser.get("/o/ours/manage/members/", LIST).status_code)
        return b""

    monkeypatch.setitem(list_files._WRITERS, "csv", ("text/csv", meanwhile))  # noqa: SLF001
    assert browser.get("/o/ours/manage/people/", LIST).status_code == 200
    assert (asked, taken(ours)) == ([429], 1)


def test_a_list_that_could_not_be_written_keeps_no_other_waiting(ours: Organization) -> None:
    with pytest.raises(ZeroDivisionError), scope(organization=ours), exports.one_at_a_time(ours):
        _ = 1 / 0
    assert cache.get(f"list-file:{ours.pk}") is None
