"""What the worker does for applications again and again."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.applications.keeping_time import keep_time_across
from parcours.jobs.declared import job


@job(_("Clearing away applications that were only begun"), tries=3)
@task
def keep_time() -> int:
    """Say which drafts go soon, clear away what nobody goes on with, and return how many it concerned."""
    return keep_time_across()
