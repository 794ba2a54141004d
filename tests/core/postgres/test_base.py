"""The connection knows the scope, whatever happened to what it was told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext

import psycopg
import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django_scopes import scope, scopes_disabled

from parcours.accounts.models import Membership, Organization
from parcours.accounts.roles import Role
from parcours.core.postgres.base import DatabaseWrapper
from tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no policies"),
]

COUNT = "SELECT count(*) FROM accounts_membership"


def seen() -> int:
    """How many memberships the server gives."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return int(cursor.fetchone()[0])


def test_t09_a_transaction_rolled_back_takes_nothing_with_it(
    north: Organization, south: Organization
) -> None:
    with scope(organization=south):
        assert seen() == 2
    with scope(organization=north):
        with transaction.atomic():
            assert seen() == 1
            transaction.set_rollback(True)
        assert seen() == 1  # not 2, as before the transaction


def test_t09_nor_does_a_savepoint(north: Organization, south: Organization) -> None:
    with transaction.atomic(), scope(organization=south):
        assert seen() == 2
        before = transaction.savepoint_create()
        with scope(organization=north):
            assert seen() == 1
            transaction.savepoint_rollback(before)
            assert seen() == 1


@pytest.mark.parametrize("around", [nullcontext, transaction.atomic])
def test_t09_nor_does_a_statement_that_fails(
    north: Organization, south: Organization, around: Callable[[], AbstractContextManager[None]]
) -> None:
    with scope(organization=south):
        assert seen() == 2
    with scope(organization=north):
        with pytest.raises(DatabaseError), around(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert seen() == 1


def test_t09_a_connection_out_of_the_pool_knows_nothing_of_whoever_had_it(
    north: Organization, south: Organization
) -> None:
    settings = connection.settings_dict
    one = {"OPTIONS": settings["OPTIONS"] | {"pool": {"min_size": 1, "max_size": 1}}}
    first, second = DatabaseWrapper(settings | one, "one"), DatabaseWrapper(settings | one, "one")

    def asked(of: DatabaseWrapper) -> tuple[int, int]:
        with of.cursor() as cursor:
            cursor.execute(f"SELECT pg_backend_pid(), ({COUNT})")
            process, count = cursor.fetchone()
            return process, count

    try:
        with scope(organization=north):
            process, count = asked(first)
            assert count == 1
            first.close()
        assert asked(second) == (process, 0)
        with scope(organization=south):
            second.set_autocommit(False)
            assert asked(second) == (process, 2)
            second.close()  # in mid-transaction: the pool takes it back
            assert asked(first) == (process, 2)
    finally:
        first.close()
        second.close()
        first.close_pool()


def test_t09_a_new_connection_is_told_anew(north: Organization) -> None:
    with scope(organization=north):
        assert seen() == 1
        connection.close()
        assert seen() == 1
    connection.close()
    assert seen() == 0


def test_t09_a_thread_is_in_no_scope_but_its_own(north: Organization, south: Organization) -> None:
    def elsewhere(*, inside: bool) -> int:
        try:
            if not inside:
                return seen()
            with scope(organization=south):
                return seen()
        finally:
            connection.close()

    with scope(organization=north), ThreadPoolExecutor(1) as pool:
        assert pool.submit(elsewhere, inside=False).result() == 0
        assert pool.submit(elsewhere, inside=True).result() == 2
        assert seen() == 1


def test_t09_rows_that_come_in_pieces_come_in_the_scope_they_were_asked_for_in(
    north: Organization, south: Organization
) -> None:
    seen()
    with transaction.atomic(), scope(organization=south):
        rows = Membership.objects.order_by("pk").iterator(chunk_size=1)
        found = [next(rows)]
        with scope(organization=north):
            assert seen() == 1
            found += rows
            assert seen() == 1
    assert [row.organization_id for row in found] == [south.pk, south.pk]


def test_t09_many_rows_at_once_are_written_in_scope(north: Organization, south: Organization) -> None:
    someone = factories.user()
    sql = (
        "INSERT INTO accounts_membership (organization_id, user_id, role, since, called, email)"
        " VALUES (%s, %s, %s, now(), '', '')"
    )

    def write(of: Organization) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                sql, [(of.pk, someone.pk, role.value) for role in (Role.MENTOR, Role.EMPLOYER)]
            )

    with scope(organization=north):
        write(north)
        assert seen() == 3
        with pytest.raises(ProgrammingError):
            write(south)
        assert seen() == 3


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Each time that the driver waits for the server."""
    sent: list[object] = []
    wait = psycopg.Connection.wait

    def counted(self: psycopg.Connection, *given: object, **named: object) -> object:
        sent.append(given)
        return wait(self, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(psycopg.Connection, "wait", counted)
    return sent


def test_the_telling_goes_along_with_the_statement(
    north: Organization, south: Organization, messages: list[object]
) -> None:
    seen()
    messages.clear()
    with scope(organization=north):
        seen()
        seen()
        with scopes_disabled():
            seen()
    with scope(organization=south):
        seen()
    assert len(messages) == 4


def test_statements_that_stand_alone_are_not_joined(north: Organization) -> None:
    with scope(organization=north), connection.cursor() as cursor:
        cursor.execute("VACUUM accounts_membership")  # refused in one message with another
    assert seen() == 0
