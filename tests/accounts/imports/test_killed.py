"""T45: an import whose worker was killed is taken up by the next one, and each row is applied once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_scopes import scope
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from parcours.accounts.imports import actions
from parcours.accounts.models import Invitation
from parcours.accounts.models.imports import ImportStatus
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.database_time import from_now
from parcours.jobs import leases
from parcours.jobs.models import Lease
from parcours.jobs.turns import Round
from parcours.jobs.worker import run_next
from tests import factories

pytestmark = pytest.mark.django_db

ROWS = b"email,role\nana@example.org,mentor\nluc@example.org,mentor\n"


def killed() -> None:
    """A worker takes the next task and dies; the next one finds that out."""
    assert leases.claim("gone", Round()) is not None
    Lease.objects.update(until=from_now(timedelta(seconds=-1)))
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(minutes=5))
    assert leases.reap() == 1


def test_t45_a_killed_import_goes_on_with_the_next_worker(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    ours = factories.organization()
    administrator = factories.member(ours, Role.ADMINISTRATOR)
    with scope(organization=ours):
        by = actor_for(administrator, ours)
        import_ = actions.start(by=by, kind="members", file=SimpleUploadedFile("members.csv", ROWS))
        killed()
        assert run_next("next")
        import_.refresh_from_db()
        assert import_.status == ImportStatus.READY
        actions.begin(by=by, import_=import_, mode="good")
        killed()
        assert (run_next("next"), run_next("next")) == (True, False)
        import_.refresh_from_db()
        assert (import_.status, Invitation.objects.count()) == (ImportStatus.DONE, 2)
