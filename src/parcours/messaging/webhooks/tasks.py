"""What the worker does for webhooks again and again."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.jobs.declared import job
from parcours.messaging.webhooks.retention import erase_across


@job(_("Deleting what other systems were told long ago"), tries=3)
@task
def erase_old() -> int:
    """Delete deliveries whose time is over, and return how many they were."""
    return erase_across()
