"""Having background work done once more."""

from django.db import transaction
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import NotAllowed, Stale
from parcours.jobs.leases import Stored
from parcours.jobs.queries import jobs


@transaction.atomic
def run_again(*, job: Stored, by: Actor) -> None:
    """Have work that failed done once more, from its first try.

    An organization's administrators do so with its own; whoever runs the installation with all. Raises NotAllowed, and
    Stale where it is no longer so.
    """
    if by.organization is not None:
        check(by, Permission.MANAGE_JOBS)
    elif by.via is not Via.COMMAND and not (by.user and by.user.is_platform_admin):
        raise NotAllowed(_("Only whoever runs this installation may do this."))
    theirs = jobs(by.organization.pk if by.organization else None)
    failed = theirs.filter(pk=job.pk, status=TaskResultStatus.FAILED)
    again = {"status": TaskResultStatus.READY, "run_after": timezone.now(), "worker_ids": []}
    if not failed.order_by().update(finished_at=None, **again):
        raise Stale(_("This work is not waiting for anybody: it was run again, or has ended well."))
    record(by=by, verb="job.run_again", what=job, task=job.task_path)
