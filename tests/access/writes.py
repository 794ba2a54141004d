"""What a block writes, told from the statements that it runs: where nothing is written, nothing can have changed."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from django.db import connection, transaction
from django.test import Client

ABOUT_ACCESS = ("accounts_audit", "django_session", "usersessions_usersession")
"""Tables about who did and read what."""

_READS = re.compile(r"[\s(]*(SELECT|SAVEPOINT|RELEASE|ROLLBACK|SET|PRAGMA)\b", re.IGNORECASE)
_WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "(\w+)"', re.IGNORECASE)


@contextmanager
def writes(*beside: str) -> Iterator[list[str]]:
    """Give the tables that the block writes, as it does, without those that begin with one of ``beside``.

    A statement that is neither a plain read nor a plain write counts, as a whole.
    """
    written: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *further: Any) -> Any:  # noqa: ANN401 - handed on
        if not _READS.match(sql):
            plain = _WRITES.match(sql)
            table = plain[1] if plain else sql
            if not table.startswith(beside):
                written.append(table)
        return execute(sql, *further)

    with connection.execute_wrapper(note):
        yield written


@contextmanager
def taken_back(*clients: Client) -> Iterator[None]:
    """Take back, at its end, whatever the block wrote, and what it said to the browsers."""
    cookies = [deepcopy(client.cookies) for client in clients]
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
            for client, before in zip(clients, cookies, strict=True):
                client.cookies = before
