"""What the worker does about people who may be on file twice. Each task may run again after it was killed."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.jobs.declared import job
from parcours.people.duplicates.catching_up import catch_up_across
from parcours.people.duplicates.network import refresh_across
from parcours.people.duplicates.retention import forget_undo_across


@job(_("Looking for people who may be on file twice"), tries=3)
@task
def catch_up() -> int:
    """Look at everybody whom nobody has looked at yet, and return how many they were."""
    return catch_up_across()


@job(_("Working out what a network may compare"), tries=3)
@task
def refresh() -> int:
    """Work out anew what people allow networks to compare, and return of how many people."""
    return refresh_across()


@job(_("Forgetting what undoes old merges"), tries=3)
@task
def forget_undo() -> int:
    """Erase what undoes merges that are too old for it, and return how many they were."""
    return forget_undo_across()
