"""An organization says its messages in its own words, sees what arrived, and sends again what did not."""

import pytest
from django.test import Client
from django_scopes import scope, scopes_disabled

from parcours.accounts.roles import Role
from parcours.messaging.actions import post
from parcours.messaging.contents import contents
from parcours.messaging.models import Outgoing, State, Wording
from tests.access.addresses import EXAMPLES
from tests.access.world import World, make
from tests.messaging.conftest import outbox
from tests.messaging.rows import rows

__all__ = ["outbox"]

pytestmark = pytest.mark.django_db

EDIT = "/o/ours/manage/messages/invitation/fr/"


@pytest.fixture
def world() -> World:
    return make("ours")


@pytest.fixture
def client(world: World) -> Client:
    browser = Client()
    browser.force_login(world.people[Role.COORDINATOR])
    return browser


def said(client: Client, subject: str, text: str, **more: str) -> str:
    answer = client.post(EDIT, {"subject": subject, "text": text, **more}, follow=True)
    return answer.content.decode()


def test_the_catalogue_says_who_gets_what_and_when(client: Client) -> None:
    page = client.get("/o/ours/manage/messages/").content.decode()
    assert ("Sign-in code" in page, "When the rows of a spreadsheet are applied." in page) == (True, True)


def test_words_are_previewed_before_anything_is_kept(client: Client) -> None:
    page = said(client, "Venez chez {organization}", "Bonjour.\n\nVotre rôle : {roles}.", preview="1")
    assert ("Venez chez Ours" in page, "mentor ou mentore" in page) == (True, True)
    with scopes_disabled():
        assert not Wording.objects.exists()


def test_a_message_goes_out_in_the_organization_s_words_and_back(client: Client, world: World) -> None:
    page = said(client, "Venez chez {organization}", "Bonjour.\n\nVotre rôle : {roles}.")
    assert "The message is sent in your words from now on." in page
    post("invitation", to="a@example.org", language="fr", organization=world.organization, roles="mentore")
    post("invitation", to="b@example.org", language="en", organization=world.organization, roles="mentor")
    assert subjects() == ["Venez chez Ours", "Ours invites you to Parcours"]
    client.post(f"{EDIT}reset/")
    client.post(f"{EDIT}reset/")
    post("invitation", to="c@example.org", language="fr", organization=world.organization, roles="mentore")
    assert subjects()[-1] == "Ours vous invite dans Parcours"


def test_the_words_say_which_language_they_are_in(client: Client) -> None:
    page = client.get("/o/ours/manage/messages/invitation/en/?lang=fr").content.decode()
    assert page.count(' lang="en"') >= 4


def test_a_subject_keeps_its_spaces_that_do_not_break(client: Client) -> None:
    said(client, "Votre rôle\u00a0: {roles}", "Bonjour.")
    with scopes_disabled():
        assert Wording.objects.get().subject == "Votre rôle\u00a0: {roles}"


def subjects() -> list[str]:
    return [letter.subject for letter in map(contents, rows()) if letter]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Bonjour {nom}", "There is no variable {nom} in this message. It has: {organization}, {roles}."),
        ("Bonjour {}", "There is no variable {} in this message."),
        ("Bonjour {roles", "A brace stands alone."),
        ("Bonjour {roles.__class__}", "A brace stands alone."),
    ],
)
def test_words_that_cannot_be_filled_are_refused_with_what_can_be(
    client: Client, text: str, fault: str
) -> None:
    page = said(client, "Venez", text)
    assert fault in page
    with scopes_disabled():
        assert not Wording.objects.exists()


def test_words_of_an_older_version_are_left_unused(world: World) -> None:
    with scope(organization=world.organization):
        Wording.objects.create(
            organization=world.organization, key="invitation", language="en", subject="{gone}", text="x"
        )
    post("invitation", to="a@example.org", organization=world.organization, roles="mentor")
    assert subjects() == ["Ours invites you to Parcours"]


def test_codes_are_the_same_for_everybody(client: Client) -> None:
    assert client.get("/o/ours/manage/messages/account.sign_in_code/").status_code == 200
    assert client.get("/o/ours/manage/messages/account.sign_in_code/fr/").status_code == 404
    assert client.post("/o/ours/manage/messages/account.sign_in_code/fr/reset/").status_code == 403
    for path in ("nothing/", "nothing/fr/", "invitation/de/", "nothing/fr/reset/"):
        assert client.get(f"/o/ours/manage/messages/{path}").status_code in {404, 405}


def test_what_could_not_be_delivered_is_shown_and_sent_again_once(client: Client, world: World) -> None:
    message = EXAMPLES["sent-message"](world)["message"]
    page = client.get("/o/ours/manage/messages/sent/").content.decode()
    assert ("One message could not be delivered." in page, "invited@example.org" in page) == (True, True)
    answer = client.post(f"/o/ours/manage/messages/sent/{message}/again/", follow=True)
    assert "The message is on its way again." in answer.content.decode()
    with scopes_disabled():
        assert Outgoing.objects.get().state == State.WAITING
    assert client.post(f"/o/ours/manage/messages/sent/{message}/again/").status_code == 409


def test_background_work_is_for_administrators_and_of_their_organization(world: World) -> None:
    job = EXAMPLES["job"](world)["job"]
    other = EXAMPLES["job"](make("theirs"))["job"]
    browser = Client()
    browser.force_login(world.people[Role.ADMINISTRATOR])
    page = browser.get("/o/ours/manage/jobs/").content.decode()
    assert page.count("Reading a spreadsheet") == 1
    assert browser.get(f"/o/ours/manage/jobs/{other}/").status_code == 404
    assert browser.post(f"/o/ours/manage/jobs/{job}/again/").status_code == 302
    assert browser.post(f"/o/ours/manage/jobs/{job}/again/").status_code == 409
