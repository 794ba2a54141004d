"""What comes again and again is started when it is due, and once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from parcours.core.database_time import from_now
from parcours.jobs import schedule
from parcours.jobs.models import Schedule
from parcours.jobs.schedule import Periodic, register, rows, tick
from parcours.jobs.tasks import KEPT, prune
from tests.jobs import made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_ROWS", {})
    register(
        Periodic("hourly", timedelta(hours=1), made.fail),
        Periodic("daily", timedelta(days=1), made.fail),
    )


def due(name: str, ago: timedelta) -> None:
    Schedule.objects.filter(name=name).update(due_at=from_now(-ago))


def test_rows_are_started_when_they_are_due() -> None:
    assert [row.name for row in rows()] == ["daily", "hourly"]
    assert sorted(tick()) == ["daily", "hourly"]
    assert tick() == []
    due("hourly", timedelta(seconds=1))
    assert tick() == ["hourly"]
    assert DBTaskResult.objects.count() == 3


def test_what_was_missed_is_started_once() -> None:
    tick()
    due("daily", timedelta(days=10))
    assert (tick(), tick()) == (["daily"], [])
    assert Schedule.objects.get(name="daily").due_at > timezone.now() + timedelta(hours=23)


def test_a_row_that_another_worker_has_just_started_is_left_alone() -> None:
    tick()
    due("daily", timedelta(seconds=1))
    found = Schedule.objects.filter(due_at__lte=timezone.now()).count()
    Schedule.objects.update(due_at=from_now(timedelta(days=1)))
    assert (found, tick()) == (1, [])


def test_a_row_that_this_version_has_no_longer_is_not_started() -> None:
    Schedule.objects.create(name="gone")
    assert "gone" not in tick()
    assert str(Schedule.objects.get(name="gone")) == "gone"


def test_old_work_is_forgotten() -> None:
    for age in (KEPT - timedelta(days=1), KEPT + timedelta(days=1)):
        made.note.enqueue("x")
        ended = DBTaskResult.objects.filter(status="READY")
        ended.update(status="SUCCESSFUL", finished_at=timezone.now() - age)
    made.note.enqueue("still waits")
    assert (prune.func(), DBTaskResult.objects.count()) == (1, 2)
