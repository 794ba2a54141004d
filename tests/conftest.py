"""What every test shares: how hypothesis behaves, one index of occupations, one database with all tables."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from parcours.accounts.audit import triggers
from parcours.cli.site.database import let_go
from parcours.reference.coder_index import ensure_index
from tests import once
from tests.backups.sites import Sites
from tools.drills.ground import copy, drop

# A busy machine is slow, not wrong: no time limits. A run at the desk tries new cases and says how to repeat a failure;
# CI tries the same ones again, so that it fails for what changed.
settings.register_profile(
    "parcours",
    deadline=None,
    print_blob=True,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("parcours")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say how the pictures of the README and the guides are made again."""
    parser.addoption("--pictures", action="store_true", help="take the pictures in docs/images again")


@pytest.fixture(scope="session")
def data_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home for data, as XDG_DATA_HOME names one, that holds the basic index: it takes seconds to build.

    All workers share it.
    """
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "data-home"
    home.mkdir(exist_ok=True)
    with once.alone(home):
        ensure_index(home / "parcours/occupations")
    return home


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,  # noqa: ARG001 - as it does by itself
    django_db_blocker: DjangoDbBlocker,
    data_home: Path,
) -> Iterator[None]:
    """The tests' own database is a copy of one that has all tables."""
    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "sqlite":
            file = once.tables(data_home)
            patch.setattr(connection.creation, "create_test_db", lambda *_, **__: once.fill(connection, file))
        else:
            with django_db_blocker.unblock():
                patch.setitem(connection.settings_dict["TEST"], "TEMPLATE", once.tables_on_server(data_home))
        yield


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, data_home: Path) -> Iterator[str]:
    """An empty site's database with all tables, to be copied."""
    if connection.vendor == "sqlite":
        yield str(once.tables(data_home))
        return
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock():
        let_go()  # a database is copied only while nobody is in it
        tests = connection.settings_dict["NAME"]
        copy(f"{tests}_site", tests)
        yield f"{tests}_site"
        drop(f"{tests}_site")


@pytest.fixture
def sites(
    db: None,  # noqa: ARG001 - without it nobody may use a database
    template: str,
    tmp_path: Path,
    settings: Settings,
) -> Iterator[Sites]:
    """What makes sites, each a database and a folder of its own."""
    with ExitStack() as stack:
        yield Sites(template, tmp_path, settings, stack)


@pytest.fixture(scope="session", autouse=True)
def _let_tests_empty_the_audit_log() -> Iterator[None]:
    """Tests that commit empty every table afterwards, which the triggers of the audit log would refuse."""
    empty: Callable[[TransactionTestCase], None] = vars(TransactionTestCase)["_fixture_teardown"]

    def emptied(case: TransactionTestCase) -> None:
        with connection.cursor() as cursor:
            for statement in triggers.REMOVE[connection.vendor]:
                cursor.execute(statement)
            empty(case)
            for statement in triggers.INSTALL[connection.vendor]:
                cursor.execute(statement)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield


@pytest.fixture(autouse=True)
def _forget_what_was_counted() -> None:
    """Throttles and the audit log count in the cache: no test counts on from the one before."""
    cache.clear()


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database that other processes can open: the tests' own, or its copy in a file."""
    if connection.vendor == "postgresql":
        server = urlsplit(os.environ["DATABASE_URL"])
        return urlunsplit(server._replace(path=f"/{connection.settings_dict['NAME']}"))
    file = shutil.copy(request.getfixturevalue("template"), tmp_path / "site.sqlite3")
    return f"sqlite:///{file}"
