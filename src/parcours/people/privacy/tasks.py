"""What the worker does for privacy."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.jobs.declared import job
from parcours.people.privacy.erasing import carry_out_all, finish_across, with_erasures_due_across
from parcours.people.privacy.retention import carry_out, with_schedule_across


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


@job(_("Keeping to the retention schedule"), tries=3)
@task
def keep_to_schedule() -> int:
    """Do what every organization’s schedule says is due; return how many people are erased."""
    for organization in with_schedule_across():
        with scope(organization=organization):
            carry_out(organization)
    erased = sum(carry_out_all(organization) for organization in with_erasures_due_across())
    finish_across()
    return erased
