"""The demo's mailbox shows what each of its people was sent; outside a demo there is none."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from parcours.messaging.actions import post
from parcours.web.public.personas import BY_KEY
from tests import factories
from tests.messaging.conftest import outbox
from tests.messaging.rows import change, code, row

__all__ = ["outbox"]

pytestmark = pytest.mark.django_db

MENTOR = BY_KEY["mentor"]


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.DEMO = True


def page(client: Client, query: str = "") -> str:
    return client.get(f"/demo/mailbox/{query}").content.decode()


@pytest.mark.usefixtures("demo")
def test_a_message_is_in_the_mailbox_of_whom_it_was_sent_to() -> None:
    ours = factories.organization("ours")
    post("invitation", to=MENTOR.email, organization=ours, address="http://127.0.0.1:8000/x/", roles="mentor")
    read = page(Client(), "?of=mentor")
    assert "Ours invites you to Parcours" in read
    assert '<a href="http://127.0.0.1:8000/x/" rel="nofollow">' in read
    assert "No mail yet" in page(Client(), "?of=participant")


@pytest.mark.usefixtures("demo")
def test_whoever_is_signed_in_sees_their_own_first() -> None:
    user = factories.user(MENTOR.email)
    code(user)
    browser = Client()
    browser.force_login(user)
    assert "Your sign-in code for Parcours" in page(browser)


@pytest.mark.usefixtures("demo")
def test_others_have_a_mailbox_together() -> None:
    code("somebody@else.example")
    assert ("somebody@else.example" in page(Client(), "?of=others")) is True
    assert "Nobody else was sent anything so far." not in page(Client(), "?of=others")


@pytest.mark.usefixtures("demo")
def test_the_html_stands_in_a_frame_and_its_links_open_outside_of_it() -> None:
    code(MENTOR.email)
    answer = Client().get(f"/demo/mailbox/{row().pk}/html/")
    assert '<base target="_top">' in answer.content.decode()
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "frame-src 'self'" in Client().get("/demo/mailbox/")["Content-Security-Policy"]


@pytest.mark.usefixtures("demo")
def test_what_was_erased_is_said_to_be() -> None:
    code(MENTOR.email)
    change(row(), sealed="")
    assert "Erased" in page(Client(), "?of=mentor")
    assert Client().get(f"/demo/mailbox/{row().pk}/html/").status_code == 404


def test_outside_a_demo_there_is_no_mailbox() -> None:
    code(MENTOR.email)
    assert Client().get("/demo/mailbox/").status_code == 404
    assert Client().get(f"/demo/mailbox/{row().pk}/html/").status_code == 404
