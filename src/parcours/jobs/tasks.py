"""What the background does about itself."""

from datetime import timedelta

from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from parcours.jobs.declared import job

KEPT = timedelta(days=30)


@job(_("Forgetting old background work"), tries=3)
@task
def prune() -> int:
    """Delete tasks that ended long ago, and return how many they were."""
    ended = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    old = DBTaskResult.objects.filter(status__in=ended, finished_at__lt=timezone.now() - KEPT)
    deleted, _by_table = old.delete()
    return deleted
