"""What the worker does for consent."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.jobs.declared import job
from parcours.people.consent.lapsing import remind_across


@job(_("Telling people whose consent lapses"), tries=3)
@task
def remind() -> int:
    """Tell people whose consent lapses soon, and return how many they were."""
    return remind_across()
