"""Work in the background: the list of it, as an organization and as the installation's administrators see it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.jobs.declared import declared
from parcours.jobs.leases import Stored
from parcours.jobs.models import Schedule
from parcours.jobs.queries import seen_recently
from parcours.jobs.schedule import rows
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List

STATES: dict[str, str | Promise] = {
    TaskResultStatus.READY: _("Waits"),
    TaskResultStatus.RUNNING: _("At work"),
    TaskResultStatus.SUCCESSFUL: _("Ended well"),
    TaskResultStatus.FAILED: _("Failed"),
}
TONES = {
    TaskResultStatus.READY: "info",
    TaskResultStatus.RUNNING: "info",
    TaskResultStatus.SUCCESSFUL: "good",
    TaskResultStatus.FAILED: "problem",
}


def name_of(job: Stored) -> str:
    """Return what people call the work."""
    return str(declared(job.task_path).label)


def state_of(job: Stored) -> str:
    """Return how the work stands, in words."""
    return str(STATES[job.status])


def tone_of(job: Stored) -> str:
    """Return the tone of how the work stands."""
    return TONES[TaskResultStatus(job.status)]


def in_words(moment: datetime | None) -> str:
    """Return a moment as readers of the page write it, or nothing."""
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else ""


def jobs_list(name: str | Promise, address: Callable[[Stored], str]) -> List:
    """Return the list of background work; ``address`` is where one piece of it is looked at."""
    return List(
        name=name,
        columns=(
            Column("work", _("Work"), name_of, head=True, link=address),
            Column("state", _("State"), state_of, order=("status", "enqueued_at"), tone=tone_of),
            Column(
                "asked", _("Asked for"), lambda job: in_words(job.enqueued_at), order=("enqueued_at", "pk")
            ),
            Column("ended", _("Ended"), lambda job: in_words(job.finished_at)),
            Column("starts", _("Starts"), lambda job: len(job.worker_ids), number=True),
        ),
        sort="-asked",
        filters=(Choice("state", _("State"), tuple(STATES.items()), "status"),),
    )


@dataclass(frozen=True, slots=True)
class Again:
    """Something done again and again: what it is called, when it was last started and when it is due."""

    name: str
    started: str
    due: str


def again_and_again() -> list[Again]:
    """Return what is done again and again, whoever works."""
    known = {row.name: row for row in Schedule.objects.all()}
    return [
        Again(
            str(declared(row.task.module_path).label),
            in_words(known[row.name].started_at) if row.name in known else "",
            in_words(known[row.name].due_at) if row.name in known else "",
        )
        for row in rows()
    ]


def is_anybody_there() -> bool:
    """Return whether a worker has been seen of late."""
    return seen_recently()
