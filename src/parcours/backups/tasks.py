"""What the worker does for backups."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.backups.make import daily
from parcours.jobs.declared import job


@job(_("Writing the backup of the day"), tries=3)
@task
def back_up_today() -> str:
    """Write the backup of the day, and return its file's name; nothing where no folder is set any more."""
    path = daily()
    return path.name if path else ""
