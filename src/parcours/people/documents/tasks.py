"""What the worker does for documents again and again."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.jobs.declared import job
from parcours.people.documents.upkeep import remove_strays_across, scan_waiting_across


@job(_("Scanning documents for malware"), tries=3)
@task
def scan_waiting() -> int:
    """Scan what was kept without a scan, and return how many documents have a verdict now."""
    return scan_waiting_across()


@job(_("Removing files that belong to no document"), tries=3)
@task
def remove_strays() -> int:
    """Remove what interrupted uploads left, and return how many files."""
    return remove_strays_across()
