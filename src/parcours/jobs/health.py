"""Whether anybody works in the background, for `parcours check`."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import DatabaseError
from django.db.models import Max
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from parcours.core.health import Finding, Grade
from parcours.core.language import N_
from parcours.jobs.models import Worker
from parcours.jobs.queries import seen_recently

_RECENT = timedelta(days=1)


def look() -> Iterator[Finding]:
    """Give what there is to say about the background; nothing where the database is not ready."""
    try:
        seen = seen_recently()
        last = Worker.objects.aggregate(last=Max("seen_at"))["last"]
        recent = timezone.now() - _RECENT
        failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__gt=recent).count()
    except DatabaseError:
        return
    if seen:
        yield Finding("worker", Grade.GOOD, N_("A worker is there for mail and background work."))
    else:
        yield Finding(
            "worker",
            Grade.ACT,
            N_("No worker has been seen since {time}: no mail leaves, and no background work is done.")
            if last
            else N_("No worker has ever been seen: no mail leaves, and no background work is done."),
            N_("Start one with `parcours worker`, as a service beside the site."),
            {"time": timezone.localtime(last).strftime("%Y-%m-%d %H:%M") if last else ""},
        )
    if failed:
        yield Finding(
            "worker",
            Grade.LOOK,
            N_("Background work that failed within a day: {n}."),
            N_("See under Background work what it was, and run it again."),
            {"n": failed},
        )
