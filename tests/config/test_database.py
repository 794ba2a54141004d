"""What the settings say about PostgreSQL takes effect."""

import pytest
from django.db import connections

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connections["default"].vendor != "postgresql", reason="they are about PostgreSQL"),
]


def test_postgresql_plans_for_a_disk_without_arms() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_setting('random_page_cost'), current_setting('jit')")
        assert cursor.fetchone() == ("1.1", "off")


def test_there_are_connections_for_more_threads_than_anybody_starts() -> None:
    assert connections["default"].pool.max_size == 64  # type: ignore[attr-defined]
