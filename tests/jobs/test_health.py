"""`parcours check` says whether anybody works in the background."""

from datetime import timedelta

import pytest
from django.db import connection

from parcours.core.database_time import from_now
from parcours.core.health import Grade
from parcours.jobs import health, leases
from parcours.jobs.models import Worker
from parcours.jobs.worker import run_next
from tests.jobs import made

pytestmark = pytest.mark.django_db


def grades() -> list[Grade]:
    return [finding.grade for finding in health.look()]


def test_a_worker_that_was_never_there_is_missed() -> None:
    (finding,) = health.look()
    assert (finding.grade, finding.what.startswith("No worker has ever been seen")) == (Grade.ACT, True)


def test_a_worker_that_is_there_is_good_and_one_that_is_silent_is_not() -> None:
    leases.renew("one")
    assert grades() == [Grade.GOOD]
    Worker.objects.update(seen_at=from_now(timedelta(minutes=-3)))
    (finding,) = health.look()
    assert (finding.grade, finding.what.startswith("No worker has been seen since")) == (Grade.ACT, True)


def test_work_that_failed_is_said() -> None:
    leases.renew("one")
    made.fail.enqueue()
    run_next("one")
    assert grades() == [Grade.GOOD, Grade.LOOK]


@pytest.mark.django_db(transaction=True)
def test_a_database_without_the_tables_is_somebody_else_s_finding() -> None:
    with connection.schema_editor() as editor:
        editor.alter_db_table(Worker, "jobs_worker", "jobs_elsewhere")
    try:
        assert [*health.look()] == []
    finally:
        with connection.schema_editor() as editor:
            editor.alter_db_table(Worker, "jobs_elsewhere", "jobs_worker")
