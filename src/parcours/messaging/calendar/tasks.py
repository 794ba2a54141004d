"""What the worker does for appointments."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.jobs.declared import job
from parcours.messaging.calendar.clocks import recompute_across


@job(_("Looking for appointments that new rules for clocks moved"), tries=3)
@task
def recompute() -> int:
    """Move appointments whose place has new rules for its clocks, and return how many they were."""
    return recompute_across()
