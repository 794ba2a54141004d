"""What the worker does for surveys."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.jobs.declared import job
from parcours.surveys.keeping_time import keep_time_across


@job(_("Opening and closing surveys, and reminding people"), tries=3)
@task
def keep_time() -> int:
    """Open, remind and close what is due today, and return how many requests it concerned."""
    return keep_time_across()
