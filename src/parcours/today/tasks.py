"""What the worker does for the queue."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.jobs.declared import job
from parcours.today.digest import keep_time_across


@job(_("Sending coordinators what waits"), tries=3)
@task
def keep_time() -> int:
    """Send the summaries of this hour, and return how much there was to do."""
    return keep_time_across()
