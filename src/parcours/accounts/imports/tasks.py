"""What the worker does for an import. Each task may run again after it was killed."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from parcours.accounts.actors import Actor, Via
from parcours.accounts.imports import applying, reading
from parcours.accounts.imports.forgetting import forget_old_across
from parcours.accounts.imports.registry import kind_of
from parcours.accounts.models import Membership, Organization
from parcours.accounts.models.imports import Import, ImportStatus
from parcours.accounts.roles import Role
from parcours.jobs.declared import job
from parcours.jobs.turns import Turn


@job(_("Reading a spreadsheet"), tries=3)
@task
def read_import(organization: int, import_id: int) -> None:
    """Read the file of an import that is still to be read."""
    with scope(organization=Organization.objects.get(pk=organization)):
        import_ = Import.objects.filter(pk=import_id, status=ImportStatus.READING).first()
        if import_ and not reading.read(import_, kind_of(import_), goes_on=Turn().goes_on):
            read_import.enqueue(organization=organization, import_id=import_id)


@job(_("Applying an import"), tries=3)
@task
def apply_import(organization: int, import_id: int) -> None:
    """Apply the rows of an import that somebody asked to apply, with the roles that this person has now."""
    with scope(organization=Organization.objects.get(pk=organization)):
        import_ = Import.objects.filter(pk=import_id, status=ImportStatus.APPLYING).first()
        if import_:
            roles = Membership.objects.filter(user=import_.by, ended_at=None).values_list("role", flat=True)
            by = Actor(
                organization=import_.organization,
                user=import_.by,
                roles=frozenset(Role(role) for role in roles),
                via=Via.JOB,
            )
            if not applying.apply(import_, kind_of(import_), by, goes_on=Turn().goes_on):
                apply_import.enqueue(organization=organization, import_id=import_id)


@job(_("Deleting uploaded spreadsheets that are no longer needed"), tries=3)
@task
def forget_old() -> int:
    """Delete the files and rows of imports that ended long enough ago; return how many imports."""
    return forget_old_across()
