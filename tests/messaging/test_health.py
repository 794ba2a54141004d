"""`parcours check` says what could not be delivered."""

import pytest
from django.db import connection

from parcours.core.health import Grade
from parcours.messaging import health
from parcours.messaging.models import Outgoing, State
from tests.messaging.rows import change, code, row

pytestmark = pytest.mark.django_db


def test_what_could_not_be_delivered_is_said_until_it_is_erased() -> None:
    code()
    assert [*health.look()] == []
    change(row(), state=State.FAILED)
    (finding,) = health.look()
    assert (finding.grade, finding.values) == (Grade.LOOK, {"n": 1})
    change(row(), sealed="")
    assert [*health.look()] == []


@pytest.mark.django_db(transaction=True)
def test_a_database_without_the_table_is_somebody_else_s_finding() -> None:
    with connection.schema_editor() as editor:
        editor.alter_db_table(Outgoing, "messaging_outgoing", "messaging_elsewhere")
    try:
        assert [*health.look()] == []
    finally:
        with connection.schema_editor() as editor:
            editor.alter_db_table(Outgoing, "messaging_elsewhere", "messaging_outgoing")
