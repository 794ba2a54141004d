"""What the worker does for privacy."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import Organization
from parcours.jobs.declared import job
from parcours.people.privacy.erasing import carry_out_all, finish_across, with_erasures_due_across


@job(_("Erasing people"), tries=5)
@task
def erase(organization: int) -> int:
    """Carry out what the organization decided; return how many people that was."""
    done = carry_out_all(Organization.objects.get(pk=organization))
    finish_across()
    return done


@job(_("Finishing erasures"), tries=3)
@task
def finish() -> int:
    """Take up what was left, wherever it stopped; return how many erasures are finished now."""
    for organization in with_erasures_due_across():
        carry_out_all(organization)
    return finish_across()
