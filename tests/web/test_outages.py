"""The database goes away, or a disk is full: a page that says so, nothing half done, and back without a restart."""

import errno
import io
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings

from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Role
from parcours.core.schema import apply_missing
from tests import factories
from tools import postgres

pytestmark = pytest.mark.django_db

EDIT = "/o/north/manage/organization/"
DETAILS = {"kind": "isa", "language": "en", "time_zone": "America/Toronto", "name_en": "North", "version": 1}


@pytest.fixture
def browser(settings: Settings, tmp_path: Path) -> Client:
    """An administrator’s, which gets the page that people get."""
    settings.MEDIA_ROOT = tmp_path
    return signed_in(factories.member(factories.organization("north"), Role.ADMINISTRATOR))


def signed_in(someone: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(someone)
    return client


def a_logo() -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", (9, 9), "teal").save(written, "PNG")
    return SimpleUploadedFile("logo.png", written.getvalue(), "image/png")


def test_t48_an_upload_without_room_is_said_and_changes_nothing(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_given: object, **_more: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(FileSystemStorage, "_save", no_room)
        answer = browser.post(EDIT, {**DETAILS, "new_logo": a_logo()})
    assert (answer.status_code, answer["Retry-After"]) == (507, "30")
    assert "The site has no room left" in answer.text
    assert Organization.objects.get().logo.name == ""
    assert browser.post(EDIT, {**DETAILS, "new_logo": a_logo()}).status_code == 302
    assert Organization.objects.get().logo.name != ""


class NoRoom(io.StringIO):
    """A log on a disk that is full."""

    tried = 0

    def write(self, _line: str) -> int:
        self.tried += 1
        raise OSError(errno.ENOSPC, "No space left on device")


def test_t48_a_log_without_room_keeps_nobody_from_working(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = logging.getHandlerByName("stderr")
    assert isinstance(log, logging.StreamHandler)
    full = NoRoom()
    monkeypatch.setattr(sys, "stderr", full)
    before = log.setStream(full)
    try:
        assert browser.get("/nowhere/").status_code == 404
        assert browser.post(EDIT, {**DETAILS, "name_en": "South"}).status_code == 302
    finally:
        log.setStream(before)
    assert (full.tried > 0, Organization.objects.get().name_en) == (True, "South")


def test_t50_a_database_that_is_away_is_said(browser: Client) -> None:
    def away(*_given: object) -> None:
        raise OperationalError("the connection is lost")

    with connection.execute_wrapper(away):
        answer = browser.get(EDIT, headers={"Accept-Language": "fr"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert browser.get(EDIT).status_code == 200


def test_a_mistake_of_ours_stays_a_mistake(browser: Client) -> None:
    def mistaken(*_given: object) -> None:
        raise ZeroDivisionError

    with connection.execute_wrapper(mistaken):
        answer = browser.get(EDIT)
    assert (answer.status_code, answer.has_header("Retry-After")) == (500, False)


@pytest.fixture
def own_server() -> Iterator[str]:
    """A PostgreSQL that this test may stop, with an empty site; the framework uses it, through a pool as it does."""
    before = connections["default"]
    if before.vendor != "postgresql":
        pytest.skip("SQLite has no server that could go away")
    with postgres.server(durable=True) as url:  # what it has confirmed is there after it stops
        parts = urlsplit(url)
        at = {"NAME": parts.path[1:], "USER": parts.username, "HOST": parse_qs(parts.query)["host"][0]}
        own = type(before)(
            {**before.settings_dict, **at, "OPTIONS": {"pool": {"timeout": 2, "min_size": 1}}}, "default"
        )
        vars(own)["_connection_pools"] = {}  # not those of the tests' own database
        connections["default"] = own
        try:
            apply_missing()
            yield url
        finally:
            own.close()
            assert isinstance(own, PostgreSQL)
            own.close_pool()
            connections["default"] = before


@pytest.mark.slow
def test_t50_a_server_that_stops_in_the_middle_of_a_request_leaves_nothing_half_done(own_server: str) -> None:
    browser = signed_in(
        factories.member(factories.organization("north", name_en="North"), Role.ADMINISTRATOR)
    )
    stopped: list[str] = []

    def stop_before_the_log(execute: Callable[..., Any], sql: str, *rest: object) -> Any:  # noqa: ANN401 - rows
        if 'INSERT INTO "accounts_auditentry"' in sql and not stopped:
            stopped.append(sql)
            postgres.stop(own_server)
        return execute(sql, *rest)

    with connection.execute_wrapper(stop_before_the_log):
        answer = browser.post(EDIT, {**DETAILS, "name_en": "South"})
    assert (len(stopped), answer.status_code) == (1, 503)
    assert "The site cannot reach its data" in answer.text
    assert browser.get(EDIT).status_code == 503
    postgres.start(own_server)
    codes = [browser.get(EDIT).status_code for _try in range(10)]
    assert codes[-1] == 200
    assert Organization.objects.get().name_en == "North"
    assert browser.post(EDIT, {**DETAILS, "name_en": "South"}).status_code == 302
    assert Organization.objects.get().name_en == "South"
