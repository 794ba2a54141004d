"""What the worker does for exports. Each task may run again after it was killed."""

from django.db.models import Q
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import Via, system
from parcours.accounts.models import Organization
from parcours.jobs.declared import job
from parcours.reporting.exports.actions import KEPT, delete, make
from parcours.reporting.exports.models import Export, ExportStatus


@job(_("Making an export of everything"), tries=3)
@task
def make_export(organization: int, export_id: int) -> None:
    """Make a package that somebody asked for."""
    here = Organization.objects.get(pk=organization)
    with scope(organization=here):
        export = Export.objects.filter(pk=export_id, status=ExportStatus.WAITING).first()
        if export:
            make(export=export, by=system(here, Via.JOB))


@job(_("Deleting exports that are too old"), tries=3)
@task
def delete_old_across() -> int:
    """Delete packages whose time is over, and return how many they were."""
    now = timezone.now()
    over = Q(status=ExportStatus.READY, expires_at__lt=now)
    never_made = Q(status=ExportStatus.WAITING, asked_at__lt=now - KEPT)
    with scopes_disabled():
        old = list(Export.objects.filter(over | never_made).select_related("organization"))
    for export in old:
        with scope(organization=export.organization):
            delete(export=export, by=system(export.organization, Via.JOB))
    return len(old)
