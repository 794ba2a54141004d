"""Reads about work in the background."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from parcours.core.database_time import from_now
from parcours.jobs.models import Worker

_SILENT = timedelta(minutes=2)


def jobs(organization_id: int | None = None) -> QuerySet[DBTaskResult[Any, Any]]:
    """Return the work done for an organization, or all of it where none is named, the latest first."""
    found = DBTaskResult.objects.order_by("-enqueued_at")
    if organization_id is None:
        return found
    return found.filter(args_kwargs__kwargs__organization=organization_id)


def seen_recently() -> bool:
    """Return whether a worker has been seen of late."""
    return bool(Worker.objects.filter(seen_at__gt=from_now(-_SILENT)).exists())
