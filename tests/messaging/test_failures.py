"""T47: a mail server that is down, says no, is slow or hangs up keeps nobody from anything."""

import random
import smtplib
from datetime import timedelta
from typing import Any

import pytest
import trustme
from django.test import Client
from pytest_django.fixtures import Settings

from parcours.core.database_time import from_now
from parcours.core.keyring import Unreadable
from parcours.messaging.delivery import Postman
from parcours.messaging.failures import Failure, understood, wait
from parcours.messaging.models import State
from tests import factories
from tests.messaging.conftest import SMTP
from tests.messaging.rows import change, code, row, rows
from tests.messaging.server import Server, free_port, running, tls

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]


def seconds_to_wait() -> float:
    """How long the one message waits for its next try."""
    one = row()
    return (one.due_at - one.created_at).total_seconds()


def deliver_to(settings: Settings, **options: Any) -> None:
    """Say where mail is delivered to."""
    known = {"host": "127.0.0.1", "timeout": 1, **options}
    settings.MAILERS = {**settings.MAILERS, "delivery": {"BACKEND": SMTP, "OPTIONS": known}}


def test_t47_a_server_that_is_down_is_tried_again_later(settings: Settings) -> None:
    port = free_port()
    deliver_to(settings, port=port)
    code()
    assert Postman().deliver_across() == 0
    assert (row().state, row().attempts) == (State.WAITING, 1)
    assert row().problem.startswith("ConnectionRefusedError")
    assert 2 <= seconds_to_wait() <= 7
    change(row(), due_at=from_now(timedelta(seconds=-1)))
    with running(Server(port)) as server:
        assert Postman().deliver_across() == 1
    assert (server.ids, row().attempts, row().problem) == ([row().message_id], 2, "")


def test_t47_a_server_that_is_down_costs_the_other_messages_no_try(settings: Settings) -> None:
    deliver_to(settings, port=free_port())
    for _number in range(3):
        code()
    Postman().deliver_across()
    assert [one.attempts for one in rows()] == [1, 0, 0]


def test_t47_nobody_waits_for_a_server_that_is_down(settings: Settings) -> None:
    deliver_to(settings, port=free_port())
    user = factories.user("ana@example.org")
    answer = Client().post("/account/login/code/", {"email": user.email})
    assert (answer.status_code, row().to, row().attempts) == (302, "ana@example.org", 0)


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_t47_not_now_is_tried_again(step: str, server: Server) -> None:
    server.answers = {step: "451 try later"}
    code()
    Postman().deliver_across()
    assert (row().state, row().problem) == (State.WAITING, "451 try later")
    change(row(), due_at=from_now(timedelta(seconds=-1)))
    server.answers = {}
    assert Postman().deliver_across() == 1


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_t47_never_is_left_for_a_person_to_look_at(step: str, server: Server) -> None:
    server.answers = {step: "554 no such thing"}
    code()
    Postman().deliver_across()
    assert (row().state, row().problem) == (State.FAILED, "554 no such thing")
    assert Postman().deliver_across() == 0


def test_t47_one_refused_recipient_keeps_no_other_waiting(server: Server) -> None:
    server.refused = {"gone@example.org": "550 no such person"}
    code("gone@example.org")
    code("ana@example.org")
    assert Postman().deliver_across() == 1
    assert [one.state for one in rows()] == [State.FAILED, State.SENT]
    assert server.tried == ["gone@example.org", "ana@example.org"]


def test_t47_a_server_that_hangs_up_in_the_middle_is_tried_again(server: Server) -> None:
    server.hangs_up = True
    code()
    code("luc@example.org")
    assert Postman().deliver_across() == 0
    assert [(one.state, one.attempts) for one in rows()] == [(State.WAITING, 1), (State.WAITING, 0)]
    server.hangs_up = False
    change(rows()[0], due_at=from_now(timedelta(seconds=-1)))
    assert Postman().deliver_across() == 2
    assert sorted(server.ids) == sorted(one.message_id for one in rows())


@pytest.mark.slow  # it waits until the server has been silent for too long
def test_t47_a_server_that_says_nothing_is_not_waited_for(settings: Settings) -> None:
    with running(Server(silent=3)) as server:
        deliver_to(settings, port=server.port, timeout=0.3)
        code()
        assert Postman().deliver_across() == 0
    assert (row().state, row().problem) == (
        State.WAITING,
        "SMTPServerDisconnected: Connection unexpectedly closed: timed out",
    )


def test_t47_over_an_encrypted_connection(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    context = tls(authority.issue_cert("127.0.0.1"))
    with authority.cert_pem.tempfile() as trusted, running(Server(), tls_context=context) as server:
        deliver_to(settings, port=server.port, use_tls=True)
        code()
        Postman().deliver_across()
        assert (row().state, row().problem.split(":")[0]) == (State.WAITING, "SSLCertVerificationError")
        monkeypatch.setenv("SSL_CERT_FILE", trusted)
        change(row(), due_at=from_now(timedelta(seconds=-1)))
        assert Postman().deliver_across() == 1
    assert server.ids == [row().message_id]


def test_t47_a_server_without_encryption_gets_nothing_where_it_is_asked_for(
    server: Server, settings: Settings
) -> None:
    deliver_to(settings, port=server.port, use_tls=True)
    code()
    assert (Postman().deliver_across(), server.took, row().state) == (0, [], State.WAITING)


def test_t47_after_three_days_somebody_must_look(server: Server) -> None:
    server.answers = {"RCPT": "451 mailbox full"}
    code()
    change(row(), tried_since=from_now(timedelta(days=-3, minutes=-1)))
    Postman().deliver_across()
    assert row().state == State.FAILED


def test_a_wait_doubles_up_to_an_hour_and_is_never_the_same() -> None:
    waits = [
        wait(tries, urgent=False, chance=random.Random(1)).total_seconds()  # noqa: S311 - no secret
        for tries in range(1, 30)
    ]
    assert all(15 * 2**number <= pause <= 30 * 2**number for number, pause in enumerate(waits[:7]))
    assert all(1800 <= pause <= 3600 for pause in waits[7:])
    assert wait(1, urgent=True, chance=random.Random(1)) <= timedelta(seconds=5)  # noqa: S311 - no secret


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (smtplib.SMTPAuthenticationError(535, b"bad password"), Failure("535 bad password", of_server=True)),
        (smtplib.SMTPHeloError(550, b"who?"), Failure("550 who?", of_server=True)),
        (smtplib.SMTPConnectError(554, b"not you"), Failure("554 not you", of_server=True)),
        (ValueError("Invalid address"), Failure("Invalid address", final=True)),
        (OSError("no route"), Failure("OSError: no route", of_server=True)),
        (Unreadable("its key"), Failure("Unreadable: its key")),
    ],
)
def test_what_the_server_says_about_us_is_not_the_message_s_fault(error: Exception, failure: Failure) -> None:
    assert understood(error) == failure
