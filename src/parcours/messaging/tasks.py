"""What the worker does for messages again and again."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.jobs.declared import job
from parcours.messaging.gathering import gather_across
from parcours.messaging.retention import erase_across


@job(_("Gathering messages that can wait"), tries=3)
@task
def gather() -> int:
    """Send what waited for others, and return how many messages that was."""
    return gather_across()


@job(_("Erasing what old messages said"), tries=3)
@task
def erase_old() -> int:
    """Erase what messages said whose time is over, and return how many they were."""
    return erase_across()
