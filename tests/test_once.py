"""What is made once for all workers."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from parcours.core.schema import pending
from tests import once


@pytest.mark.sqlite_only
@pytest.mark.django_db
def test_the_tests_work_in_a_copy_of_the_tables_that_leaves_the_kept_ones_empty(data_home: Path) -> None:
    kept = once.tables(data_home)
    assert (connection.settings_dict["NAME"], pending()) == (once.IN_MEMORY, [])
    with closing(sqlite3.connect(kept)) as file:
        tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables - {"sqlite_sequence"} == set(connection.introspection.table_names())
        assert file.execute("SELECT count(*) FROM accounts_user").fetchone() == (0,)
