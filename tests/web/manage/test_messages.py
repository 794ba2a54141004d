"""An organization and its programs word their messages; what arrived is shown, and what did not is sent again."""

import pytest
from django.db.models.functions import Now
from django.test import Client
from django_scopes import scope, scopes_disabled
from pytest_django.fixtures import Settings

from parcours.accounts.roles import Role
from parcours.messaging.actions import post
from parcours.messaging.contents import contents
from parcours.messaging.models import Outgoing, State, Wording
from tests.access.addresses import EXAMPLES
from tests.access.program_rows import a_program
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


def test_words_of_an_older_version_are_left_unused(client: Client, world: World) -> None:
    with scope(organization=world.organization):
        Wording.objects.create(
            organization=world.organization, key="invitation", language="en", subject="{gone}", text="x"
        )
    post("invitation", to="a@example.org", organization=world.organization, roles="mentor")
    assert subjects() == ["Ours invites you to Parcours"]
    page = client.get("/o/ours/manage/messages/invitation/en/").content.decode()
    assert "Ours invites you to Parcours" in page


def test_codes_are_the_same_for_everybody(client: Client) -> None:
    assert client.get("/o/ours/manage/messages/account.sign_in_code/").status_code == 200
    assert client.get("/o/ours/manage/messages/account.sign_in_code/fr/").status_code == 404
    assert client.post("/o/ours/manage/messages/account.sign_in_code/fr/reset/").status_code == 403
    for path in ("nothing/", "nothing/fr/", "invitation/de/", "nothing/fr/reset/"):
        assert client.get(f"/o/ours/manage/messages/{path}").status_code in {404, 405}


@pytest.fixture
def program(world: World) -> int:
    return a_program(world)


def in_program(program: int, rest: str = "") -> str:
    return f"/o/ours/manage/programs/{program}/messages/{rest}"


def test_a_program_lists_whose_words_each_of_its_messages_is_in(
    client: Client, world: World, program: int
) -> None:
    for key, language, of in (
        ("match.off", "en", program),
        ("match.off", "en", None),
        ("match.off", "fr", None),
        ("invitation", "en", None),
    ):
        world.row(Wording, program=of, key=key, language=language, subject="x", text="x")
    page = client.get(in_program(program)).content.decode()
    assert ("Its own (EN)" in page, "Of your organization (FR)" in page) == (True, True)
    assert page.count("Of your organization") == 1
    names = (
        "Both have agreed",
        "Questions to answer",
        "Invitation",
        "A coordinator writes about a mentorship",
    )
    assert [f">{name}<" in page for name in names] == [True, True, False, False]


def test_a_message_goes_out_in_the_program_s_words_and_back(
    client: Client, world: World, program: int
) -> None:
    said = {"subject": "Pas cette fois", "text": "Bonjour {name}.\n\n{what} continue."}
    edit = in_program(program, "match.off/fr/")
    page = client.post(edit, {**said, "preview": "1"}).content.decode()
    assert ("Mentorat continue." in page, "Back to the words of your organization" in page) == (True, False)
    page = client.post(edit, said, follow=True).content.decode()
    assert "In the words of this program" in page
    assert "Back to the words of your organization" in client.get(edit).content.decode()
    assert "Mentoring</a> (FR)" in client.get("/o/ours/manage/messages/match.off/").content.decode()
    offs(world, program)
    client.post(f"{edit}reset/")
    offs(world, program)
    assert subjects() == [
        "Pas cette fois",
        "Mentorat\u00a0: un autre jumelage est cherché",
        "Mentorat\u00a0: un autre jumelage est cherché",
        "Mentorat\u00a0: un autre jumelage est cherché",
    ]


def offs(world: World, program: int) -> None:
    """Send the message for the program, and for another one."""
    for number in (program, program + 1):
        post(
            "match.off",
            to="a@example.org",
            language="fr",
            organization=world.organization,
            of_program=number,
            name="Ana",
            what="Mentorat",
        )


def test_a_program_words_only_what_is_about_it(client: Client, program: int) -> None:
    other = a_program(make("theirs"))
    for path in (
        in_program(program, "invitation/"),
        in_program(program, "mentorship.measure/fr/"),
        in_program(program, "match.off/de/"),
        in_program(other, "match.off/"),
        in_program(0, "match.off/"),
        in_program(other),
    ):
        assert client.get(path).status_code == 404
    assert client.post(in_program(other, "match.off/fr/reset/")).status_code == 404


def test_what_could_not_be_delivered_is_shown_and_sent_again_once(client: Client, world: World) -> None:
    message = EXAMPLES["sent-message"](world)["message"]
    page = client.get("/o/ours/manage/messages/sent/").content.decode()
    assert ("One message could not be delivered." in page, "invited@example.org" in page) == (True, True)
    answer = client.post(f"/o/ours/manage/messages/sent/{message}/again/", follow=True)
    assert "The message is on its way again." in answer.content.decode()
    with scopes_disabled():
        assert Outgoing.objects.get().state == State.WAITING
    assert client.post(f"/o/ours/manage/messages/sent/{message}/again/").status_code == 409


def test_t64_whoever_waits_for_the_hour_to_pass_reads_when_the_next_message_leaves(
    client: Client, world: World, settings: Settings
) -> None:
    settings.MAIL_PER_HOUR = 2
    for to in ("a@example.org", "b@example.org", "c@example.org"):
        post("invitation", to=to, organization=world.organization, roles="mentor")
    page = "/o/ours/manage/messages/sent/"
    with scopes_disabled():
        Outgoing.objects.update(due_at=Now())
        Outgoing.objects.filter(to="a@example.org").update(state=State.SENT, sent_at=Now())
    assert "left within an hour" not in client.get(page).content.decode()
    with scopes_disabled():
        Outgoing.objects.filter(to="b@example.org").update(state=State.SENT, sent_at=Now())
    said = client.get(page).content.decode()
    assert ("2 messages left within an hour" in said, "The next leaves on" in said) == (True, True)
    with scopes_disabled():
        Outgoing.objects.filter(to="c@example.org").update(state=State.HELD)
    assert "left within an hour" not in client.get(page).content.decode()


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
