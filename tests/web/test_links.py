"""Signed links: open, confirm or correct, once; what an old one says; and where its secret never is."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks, Settings

from parcours.accounts.actions.organizations import change_details
from parcours.accounts.actors import Actor
from parcours.accounts.audit.queries import readable
from parcours.accounts.links.actions import LIFE, revoke_link, send_link
from parcours.accounts.models import AuditEntry, Organization, SignedLink
from parcours.accounts.models.link import Purpose
from parcours.accounts.roles import Role
from parcours.core.logs import JsonFormatter
from tests import factories

pytestmark = pytest.mark.django_db

CONTACT = {"contact_name": "Ana Roy", "contact_email": "ana@example.org", "contact_phone": "416 555-0100"}
SAME = {"name": "Ana Roy", "email": "ana@example.org", "phone": "416 555-0100", "version": "1"}


@pytest.fixture
def north() -> Organization:
    return factories.organization("north", **CONTACT)


@pytest.fixture
def admin(north: Organization) -> Actor:
    return Actor(north, factories.member(north, Role.ADMINISTRATOR), frozenset({Role.ADMINISTRATOR}))


@pytest.fixture
def send(
    north: Organization, admin: Actor, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Callable[[], str]:
    """Sends a link; gives the path that is in the mail."""

    def sent() -> str:
        with scope(organization=north), django_capture_on_commit_callbacks(execute=True):
            send_link(purpose=Purpose.CONFIRM_CONTACT, by=admin)
        return path_in_mail()

    return sent


def path_in_mail() -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/link/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def only_link() -> SignedLink:
    with scopes_disabled():
        return SignedLink.objects.get()


def last_entry() -> AuditEntry:
    with scopes_disabled():
        return AuditEntry.objects.select_related("content").latest("number")


def title(page: bytes) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page.decode(), re.DOTALL)
    assert found is not None
    return found[1].strip()


def test_t11_opening_a_link_changes_nothing(client: Client, send: Callable[[], str]) -> None:
    path = send()
    with scopes_disabled():
        before = AuditEntry.objects.count()
        assert [client.get(path, follow=True).status_code for _ in range(3)] == [200] * 3
        assert AuditEntry.objects.count() == before
    assert only_link().works


def test_t11_a_link_confirms_once(client: Client, send: Callable[[], str], north: Organization) -> None:
    client.get(send())
    assert title(client.post("/link/open/", SAME).content) == "Thank you"
    assert last_entry().verb == "contact.confirmed"
    again = client.post("/link/open/", {**SAME, "name": "Somebody Else"})
    assert (again.status_code, title(again.content)) == (410, "This link was used already")
    north.refresh_from_db()
    assert north.contact_name == "Ana Roy"


def test_a_link_corrects_and_the_log_names_it(
    client: Client, send: Callable[[], str], north: Organization
) -> None:
    client.get(send())
    client.post("/link/open/", {**SAME, "phone": "416 555-0199"})
    north.refresh_from_db()
    assert north.contact_phone == "416 555-0199"
    said = readable(last_entry())
    assert said is not None
    assert (said["via"], said["name"]) == ("link", "Ana Roy")
    assert (said["what"], said["what_id"]) == ("accounts.signedlink", str(only_link().pk))
    assert said["more"]["after"] == {"contact_phone": "416 555-0199"}


def test_what_is_wrong_is_said_and_the_link_stays(client: Client, send: Callable[[], str]) -> None:
    client.get(send())
    page = client.post("/link/open/", {**SAME, "email": "nobody"})
    assert page.context["form"].errors.keys() == {"email"}
    assert only_link().works


def test_t11_an_old_link_leads_to_a_new_one_at_the_address_on_file(
    client: Client,
    send: Callable[[], str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    path = send()
    with time_machine.travel(timezone.now() + LIFE + timedelta(minutes=1), tick=False):
        page = client.get(path, follow=True)
        assert (page.status_code, title(page.content)) == (410, "This link is too old")
        with django_capture_on_commit_callbacks(execute=True):
            client.post("/link/again/")
            client.post("/link/again/")
    assert [message.to for message in mail.outbox] == [["ana@example.org"]] * 2
    assert path_in_mail() != path


def test_t11_a_withdrawn_link_opens_nothing_and_brings_no_other(
    client: Client, send: Callable[[], str], admin: Actor, north: Organization
) -> None:
    client.get(send())
    with scope(organization=north):
        revoke_link(link=only_link(), by=admin)
    assert title(client.get("/link/open/").content) == "This link was withdrawn"
    assert client.post("/link/again/").status_code == 409
    assert len(mail.outbox) == 1


def test_t11_a_new_link_takes_the_place_of_the_one_before(client: Client, send: Callable[[], str]) -> None:
    first, second = send(), send()
    assert client.get(first, follow=True).status_code == 410
    assert client.get(second, follow=True).status_code == 200


def test_t11_a_form_of_one_is_not_sent_as_another_whose_link_was_opened_since(
    send: Callable[[], str], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.get(send())
    ours = str(browser.get("/link/open/").context["csrf_token"])
    south = factories.organization("south", **CONTACT)
    boss = Actor(south, factories.member(south, Role.ADMINISTRATOR), frozenset({Role.ADMINISTRATOR}))
    with scope(organization=south), django_capture_on_commit_callbacks(execute=True):
        send_link(purpose=Purpose.CONFIRM_CONTACT, by=boss)
    browser.get(path_in_mail())
    theirs = str(browser.get("/link/open/").context["csrf_token"])
    sent = [browser.post("/link/open/", SAME | {"csrfmiddlewaretoken": token}) for token in (ours, theirs)]
    assert [answer.status_code for answer in sent] == [403, 200]
    assert "somebody else’s link was opened in this browser" in sent[0].content.decode()


@pytest.mark.parametrize("cookie", ["", "made:up", "WzEsImNvbmZpcm1fY29udGFjdCJd:1:x"])
def test_without_a_link_nothing_opens(client: Client, cookie: str) -> None:
    client.cookies["link"] = cookie
    assert title(client.get("/link/open/").content) == "This link does not work"
    assert client.post("/link/again/").status_code == 410


def test_t11_guessing_is_throttled(client: Client) -> None:
    answers = [client.get(f"/link/{n}/", REMOTE_ADDR="192.0.2.7") for n in range(101)]
    assert [answer.status_code for answer in answers] == [302] * 100 + [429]
    assert answers[100].has_header("Retry-After")
    assert "You need not wait" not in answers[100].content.decode()


def test_t13_links_are_counted_by_the_client_behind_our_proxy(client: Client, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = ["203.0.113.7"]
    answers = [
        client.get(f"/link/{n}/", REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR=f"198.51.100.{n % 2}")
        for n in range(102)
    ]
    assert {answer.status_code for answer in answers} == {302}


def test_t11_a_link_to_a_former_contact_opens_nothing(
    client: Client, send: Callable[[], str], admin: Actor, north: Organization
) -> None:
    path = send()
    change_details(organization=north, version=1, by=admin, contact_name="Bo", contact_email="bo@example.org")
    assert last_entry().verb == "link.revoked"
    page = client.get(path, follow=True)
    assert (page.status_code, title(page.content)) == (410, "This link was withdrawn")
    assert client.post("/link/open/", SAME).status_code == 410
    assert client.post("/link/again/").status_code == 409
    north.refresh_from_db()
    assert north.contact_name == "Bo"


def test_t11_a_link_stays_where_its_address_does(
    client: Client, send: Callable[[], str], admin: Actor, north: Organization
) -> None:
    path = send()
    change_details(organization=north, version=1, by=admin, contact_phone="2", privacy_officer_email="p@a.ca")
    assert client.get(path, follow=True).status_code == 200


def test_t11_a_link_ends_with_the_organization(client: Client, send: Callable[[], str]) -> None:
    path = send()
    client.get(path)
    Organization.objects.update(is_active=False)
    assert client.post("/link/open/", SAME).status_code == 410
    assert client.post("/link/again/").status_code == 410
    assert client.get(path, follow=True).status_code == 410


def test_t11_the_secret_is_nowhere_but_in_the_mail(client: Client, send: Callable[[], str]) -> None:
    path = send()
    token = path.split("/")[2]
    entered = client.get(path)
    assert (entered["Location"], entered["Referrer-Policy"]) == ("/link/open/", "no-referrer")
    assert token not in str(entered.cookies)
    assert token not in client.get("/link/open/").content.decode()
    assert len(token) == 43
    assert token not in str(vars(only_link()))


def test_t11_no_log_line_holds_the_secret() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Gone: /link/s3cret/", None, None)
    assert "s3cret" not in JsonFormatter().format(record)


def test_an_administrator_sends_and_withdraws(
    client: Client, admin: Actor, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert admin.user is not None
    client.force_login(admin.user)
    address = "/o/north/manage/contacts/"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"purpose": "confirm_contact"})
    assert "Sent to ana@example.org" in client.get(address).content.decode()
    client.post(address, {"purpose": "confirm_contact", "withdraw": "1"})
    assert only_link().revoked_at is not None
    refused = [{"purpose": "other"}, {"purpose": "confirm_contact", "withdraw": "1"}]
    assert [client.post(address, data).status_code for data in refused] == [409, 409]
    assert client.post(address, {"purpose": "confirm_privacy_officer"}).status_code == 409
