"""Asking clamd over TCP."""

import pytest
from pytest_django.fixtures import Settings

from parcours.people.documents.lists import Scan
from parcours.people.documents.scanning import scan
from tests.people.documents.clamd import on_a_port
from tests.people.documents.corpus import EICAR

pytestmark = pytest.mark.enable_socket

LONG = b"x" * 200_000
"""More than one piece."""


@pytest.mark.parametrize(("data", "found"), [(LONG, Scan.CLEAN), (LONG + EICAR, Scan.INFECTED)])
def test_t33_its_verdict_is_taken(settings: Settings, data: bytes, found: Scan) -> None:
    with on_a_port() as (clamd, settings.CLAMD):
        assert scan(data) == found
    assert clamd.scanned == [data]


def test_t33_one_that_says_nothing_scanned_nothing(settings: Settings) -> None:
    with on_a_port() as (clamd, settings.CLAMD):
        clamd.says_nothing = True
        assert scan(LONG) == Scan.NOT_SCANNED


def test_t33_what_is_too_large_for_it_is_not_scanned(settings: Settings) -> None:
    with on_a_port() as (clamd, settings.CLAMD):
        clamd.most = 100_000
        assert scan(LONG * 20) == Scan.NOT_SCANNED


def test_t33_where_nobody_listens_nothing_is_scanned(settings: Settings) -> None:
    with on_a_port() as (_clamd, address):
        settings.CLAMD = address
    assert scan(LONG) == Scan.NOT_SCANNED
