"""Whoever runs the installation sees its own mail and all its background work, and runs again what failed."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from parcours.accounts.models import AuditEntry
from parcours.accounts.policies import check_remove_factor
from parcours.core import last_backup
from parcours.core.refusals import NotAllowed
from parcours.jobs import leases
from parcours.messaging.models import Outgoing, State
from tests import factories
from tests.access.addresses import EXAMPLES
from tests.access.world import World, make
from tests.web.account.signing import enter_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make("ours")


@pytest.fixture
def client() -> Client:
    """The browser of whoever runs the installation."""
    browser = Client()
    browser.force_login(factories.operator())
    return browser


def verbs() -> list[str]:
    with scopes_disabled():
        return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_t17_whoever_runs_the_installation_needs_a_second_factor() -> None:
    someone, browser = factories.user(is_platform_admin=True), Client()
    enter_password(browser, someone.email)
    for path in ("/installation/jobs/", "/installation/messages/"):
        assert browser.get(path)["Location"] == "/account/second-factors/"
    factors = [factories.app_for(someone)]
    assert browser.get("/installation/jobs/").status_code == 200
    with pytest.raises(NotAllowed):
        check_remove_factor(someone, *factors)


def test_work_that_failed_is_run_again_once(client: Client, world: World) -> None:
    job = EXAMPLES["installation-job"](world)["job"]
    page = client.get(f"/installation/jobs/{job}/")
    assert "Reading a spreadsheet" in page.content.decode()
    answer = client.post(f"/installation/jobs/{job}/again/", follow=True)
    assert "This work is done again as soon as a worker is free." in answer.content.decode()
    assert DBTaskResult.objects.get().status == "READY"
    assert verbs()[-1] == "job.run_again"
    assert client.post(f"/installation/jobs/{job}/again/").status_code == 409


def test_a_message_that_could_not_be_delivered_is_sent_again_once(client: Client, world: World) -> None:
    message = EXAMPLES["installation-message"](world)["message"]
    answer = client.post(f"/installation/messages/{message}/again/", follow=True)
    assert "The message is on its way again." in answer.content.decode()
    with scopes_disabled():
        assert Outgoing.objects.get().state == State.WAITING
    assert verbs()[-1] == "message.sent_again"
    assert client.post(f"/installation/messages/{message}/again/").status_code == 409


def test_a_message_that_was_erased_cannot_be_sent_again(client: Client, world: World) -> None:
    message = EXAMPLES["installation-message"](world)["message"]
    with scopes_disabled():
        Outgoing.objects.update(sealed="")
    answer = client.post(f"/installation/messages/{message}/again/")
    assert (answer.status_code, "has been erased" in answer.content.decode()) == (409, True)


def test_an_organization_s_mail_is_not_the_installation_s(client: Client, world: World) -> None:
    message = EXAMPLES["sent-message"](world)["message"]
    assert client.get(f"/installation/messages/{message}/").status_code == 404
    assert "invited@example.org" not in client.get("/installation/messages/").content.decode()


def test_the_page_says_whether_a_worker_is_there_and_what_comes_again(client: Client) -> None:
    before = client.get("/installation/jobs/").content.decode()
    leases.renew("one")
    after = client.get("/installation/jobs/").content.decode()
    assert ("No worker is there" in before, "A worker is there." in after) == (True, True)
    assert "Mailing the heads of the audit log" in after


def test_lists_come_as_files(client: Client, world: World) -> None:
    EXAMPLES["installation-message"](world)
    EXAMPLES["installation-job"](world)
    for path, head in (("messages", "Message,To,Written"), ("jobs", "Work,State,Asked for")):
        answer = client.get(f"/installation/{path}/?file=csv")
        assert answer.content.decode("utf-8-sig").startswith(head)
        assert verbs()[-1] == "list.exported"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (None, "No backup was made here yet."),
        (1, "The last backup is 1 hour old."),
        (72, "The last backup is 72 hours old."),
    ],
)
def test_the_age_of_the_last_backup_is_said(
    client: Client, settings: Settings, tmp_path: Path, hours: int | None, said: str
) -> None:
    settings.DATA = tmp_path
    if hours is not None:
        last_backup.noted(tmp_path / "x.zip", timezone.now() - timedelta(hours=hours, minutes=5))
    assert said in client.get("/installation/jobs/").content.decode()
