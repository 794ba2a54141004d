"""What the worker does for mentorships."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.engagements.asking_surveys import ask_across
from parcours.engagements.keeping_time import keep_time_across
from parcours.jobs.declared import job


@job(_("Reminding pairs to answer, to sign and to confirm"), tries=3)
@task
def keep_time() -> int:
    """Send the reminders of today, and return how many pairs and sessions they are about."""
    return keep_time_across()


@job(_("Asking the surveys of mentorships on their days"), tries=3)
@task
def ask_surveys() -> int:
    """Ask whoever is due a survey today, and return how many people were asked."""
    return ask_across()
