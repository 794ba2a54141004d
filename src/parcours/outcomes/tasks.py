"""What the worker does for follow-ups."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.jobs.declared import job
from parcours.outcomes.keeping_time import keep_time_across


@job(_("Asking people after the program, and closing what nobody answered"), tries=3)
@task
def keep_time() -> int:
    """Plan, ask, remind and close what is due today, and return how many follow-ups it concerned."""
    return keep_time_across()
