"""Which migrations a database has, lacks, or has from a later version."""

import pytest

from parcours.core.schema import applied, pending, unknown


@pytest.mark.django_db
def test_the_tests_own_database_is_that_of_this_version() -> None:
    assert (pending(), unknown(applied())) == ([], [])


def test_what_another_version_made_is_unknown() -> None:
    assert unknown(["accounts.0001_initial", "accounts.9999_later", "bakery.0001_initial"]) == [
        "accounts.9999_later",
        "bakery.0001_initial",
    ]
