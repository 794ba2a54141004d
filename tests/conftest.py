"""What every test shares: how hypothesis behaves, and one index of occupations."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from parcours.accounts.audit import triggers
from parcours.reference.coder_index import ensure_index

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


@pytest.fixture(scope="session")
def data_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home for data, as XDG_DATA_HOME names one, that holds the basic index: it takes seconds to build."""
    home = tmp_path_factory.mktemp("data-home")
    ensure_index(home / "parcours/occupations")
    return home


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
