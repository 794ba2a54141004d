"""Whatever is sent is kept in the outbox: with what it tells of, once, and sealed."""

import pytest
from django.core.mail import EmailMessage
from django.db import connection, transaction

from parcours.accounts import letters, mail
from parcours.messaging.actions import post
from parcours.messaging.contents import contents
from parcours.messaging.models import Outgoing, State
from parcours.messaging.models.outbox import ORDINARY, URGENT
from tests import factories
from tests.messaging.rows import code, row, rows

pytestmark = pytest.mark.django_db


def test_what_is_taken_back_was_never_sent() -> None:
    with transaction.atomic():
        code()
        transaction.set_rollback(True)
    assert rows() == []


def test_a_row_says_for_whom_and_until_when() -> None:
    user = factories.user("Ana@Example.org", language="fr")
    code(user)
    kept = row()
    assert (kept.to, kept.about, kept.language, kept.key) == (
        "ana@example.org",
        user,
        "fr",
        "account.sign_in_code",
    )
    assert (kept.state, kept.priority, kept.organization) == (State.WAITING, URGENT, None)
    assert kept.expires_at is not None
    assert round((kept.expires_at - kept.created_at).total_seconds() / 60) == 15


def test_the_same_occasion_is_one_message() -> None:
    ours = factories.organization()
    for roles in ("mentor", "something else"):
        post("invitation", to="Ana@example.org", organization=ours, dedup="1", roles=roles)
    post("invitation", to="ana@example.org", organization=ours, dedup="2", roles="mentor")
    post("invitation", to="luc@example.org", organization=ours, dedup="1", roles="mentor")
    assert [one.to for one in rows()] == ["ana@example.org", "ana@example.org", "luc@example.org"]
    assert len({one.message_id for one in rows()}) == 3
    assert {one.priority for one in rows()} == {ORDINARY}


def test_what_has_no_occasion_is_sent_each_time() -> None:
    code()
    code()
    assert len(rows()) == 2


def test_nothing_readable_is_in_the_database() -> None:
    code("ana@example.org", digits="ZQ-77")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM messaging_outgoing")
        held = repr(cursor.fetchall())
    assert ("ZQ-77" in held, "sign-in" in held) == (False, False)
    said = contents(row())
    assert said is not None
    assert ("ZQ-77" in said.text, "ZQ-77" in said.html) == (True, True)


def test_a_message_sealed_for_one_row_does_not_open_in_another() -> None:
    code()
    code()
    one, other = rows()
    other.sealed = one.sealed
    with pytest.raises(Exception, match="belongs elsewhere"):
        contents(other)


def test_an_erased_message_has_no_contents() -> None:
    assert contents(Outgoing()) is None


def test_mail_that_is_no_letter_is_kept_for_each_recipient() -> None:
    EmailMessage("Subject", "Body", to=["ana@example.org"], bcc=["luc@example.org"]).send()
    assert [(one.to, one.key) for one in rows()] == [("ana@example.org", ""), ("luc@example.org", "")]


def test_the_sender_is_the_organization_and_the_answer_goes_to_its_contact() -> None:
    ours = factories.organization(name_fr="Cité", contact_email="contact@example.org")
    letter = mail.send(
        letters.INVITATION, to="ana@example.org", language="fr", organization=ours, roles="mentore"
    )
    assert letter.reply_to == ["contact@example.org"]
    said = contents(row())
    assert said is not None
    assert (said.subject, said.sender) == ("Cité vous invite dans Parcours", "Cité <parcours@127.0.0.1>")


def test_a_message_without_all_its_variables_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        post("invitation", to="ana@example.org", organization=factories.organization())
