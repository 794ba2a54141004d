"""Rows that every test of a file finds, made once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def made_once[Made](blocker: DjangoDbBlocker, make: Callable[[], Made]) -> Iterator[Made]:
    """Give what ``make`` returns, and take back at the end whatever it wrote.

    It is written in a transaction; each test's own is one within it. What is given must not be changed: rows that a
    test works with are copies, or read again.
    """
    whole = transaction.atomic()
    with blocker.unblock():
        whole.__enter__()
    try:
        with blocker.unblock():
            made = make()
        yield made
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)
