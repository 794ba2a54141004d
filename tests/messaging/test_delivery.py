"""What is kept is delivered: in order, once, whatever the mail server does."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from parcours.core.database_time import from_now
from parcours.messaging.delivery import Postman
from parcours.messaging.models import State
from tests import factories
from tests.messaging.rows import change, code, invite, row, rows
from tests.messaging.server import Server

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]


def test_a_message_reaches_the_server_under_its_own_id(server: Server) -> None:
    code()
    assert Postman().deliver_across() == 1
    assert server.ids == [row().message_id]
    assert (row().state, row().attempts, server.took[0]["To"]) == (State.SENT, 1, "ana@example.org")
    assert Postman().deliver_across() == 0


def test_a_code_that_left_is_erased_at_once(server: Server) -> None:
    code()
    Postman().deliver_across()
    assert (row().sealed, len(server.took)) == ("", 1)


def test_what_is_too_late_is_not_sent(server: Server) -> None:
    code()
    change(row(), expires_at=from_now(timedelta(seconds=-1)))
    assert (Postman().deliver_across(), server.took) == (0, [])
    assert (row().state, row().sealed) == (State.EXPIRED, "")


def test_urgent_ones_go_first(server: Server) -> None:
    ours = factories.organization()
    for number in range(3):
        invite(f"p{number}@example.org", ours)
    code("urgent@example.org")
    Postman().deliver_across()
    assert [str(message["To"]) for message in server.took] == [
        "urgent@example.org",
        "p0@example.org",
        "p1@example.org",
        "p2@example.org",
    ]


def test_t64_an_organization_with_many_messages_keeps_no_other_waiting(server: Server) -> None:
    flooding, other = factories.organization(), factories.organization()
    for number in range(6):
        invite(f"many{number}@example.org", flooding)
    for number in range(2):
        invite(f"few{number}@example.org", other)
    Postman().deliver_across(most=4)
    assert sorted(str(message["To"]) for message in server.took) == [
        "few0@example.org",
        "few1@example.org",
        "many0@example.org",
        "many1@example.org",
    ]


def test_t64_a_letter_is_among_the_next_two_however_many_of_another_organization_wait(server: Server) -> None:
    flooding, other = factories.organization(), factories.organization()
    for number in range(30):
        invite(f"many{number}@example.org", flooding)
    postman = Postman()
    postman.deliver_across(most=5)
    invite("one@example.org", other)
    postman.deliver_across(most=1)
    invite("two@example.org", other)
    Postman().deliver_across(most=2)  # a worker that has just begun knows nothing of whom it served
    assert [str(message["To"]) for message in server.took][5:] == [
        "one@example.org",
        "many5@example.org",
        "two@example.org",
    ]


def test_t64_an_organization_has_so_many_messages_an_hour(server: Server, settings: Settings) -> None:
    settings.MAIL_PER_HOUR = 2
    flooding, other = factories.organization(), factories.organization()
    for number in range(4):
        invite(f"many{number}@example.org", flooding)
    invite("few@example.org", other)
    code("urgent@example.org")
    assert Postman().deliver_across() == 4
    assert [one.state for one in rows()][2:4] == [State.WAITING, State.WAITING]
    for one in rows():
        change(one, sent_at=from_now(timedelta(hours=-2)))
    assert Postman().deliver_across() == 2
    assert len(server.took) == 6


def test_a_row_that_another_worker_has_is_left_alone(server: Server) -> None:
    code()
    change(row(), state=State.SENDING, worker="other", leased_until=from_now(timedelta(minutes=1)))
    assert Postman().deliver_across() == 0
    change(row(), leased_until=from_now(timedelta(seconds=-1)))
    assert Postman().deliver_across() == 1
    assert len(server.took) == 1
