"""A site of its own for each test of a backup."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from parcours.cli.site.database import let_go
from tests.backups.sites import Sites, on_server


@pytest.fixture(scope="session")
def template(
    django_db_setup: None,  # noqa: ARG001 - the tests' own database
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """An empty site's database with all tables: the tests' own, copied."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            copy = tmp_path_factory.mktemp("template") / "site.sqlite3"
            connection.ensure_connection()
            with closing(sqlite3.connect(copy)) as target:
                connection.connection.backup(target)
            yield str(copy)
            return
        let_go()  # a database is copied only while nobody is in it
        tests = connection.settings_dict["NAME"]
        on_server(f'CREATE DATABASE "{tests}_site" TEMPLATE "{tests}"')
        yield f"{tests}_site"
        on_server(f'DROP DATABASE "{tests}_site" WITH (FORCE)')


@pytest.fixture
def sites(
    db: None,  # noqa: ARG001 - without it nobody may use a database
    template: str,
    tmp_path: Path,
    settings: Settings,
) -> Iterator[Sites]:
    """What makes sites."""
    with ExitStack() as stack:
        yield Sites(template, tmp_path, settings, stack)


@pytest.fixture
def site(sites: Sites) -> Path:
    """The data folder of an empty site, which the framework uses."""
    return sites.open("site")
