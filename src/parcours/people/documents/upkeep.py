"""What is done about documents again and again: scanning those that were not, removing files without a row."""

from django.conf import settings
from django.db import transaction
from django_scopes import scope

from parcours.accounts.actors import Via, system
from parcours.accounts.audit import record
from parcours.core import sealed_files
from parcours.core.keyring import Unreadable
from parcours.people.documents import scanning
from parcours.people.documents.lists import Scan
from parcours.people.documents.models import Document
from parcours.people.documents.models.document import FOLDER
from parcours.people.documents.queries import not_scanned_across, without_row_across

_AT_ONCE = 200


def scan_waiting_across() -> int:
    """Scan documents that were kept while clamd was away; return how many have a verdict now.

    One in which malware is found stays, and nobody can open it.
    """
    if not settings.CLAMD:
        return 0
    done = 0
    for row in not_scanned_across(_AT_ONCE):
        try:
            verdict = scanning.scan(sealed_files.read(row.stored))
        except (FileNotFoundError, Unreadable):
            continue
        if verdict is Scan.NOT_SCANNED:
            break  # clamd is still away: the others wait too
        done += _note(row, verdict)
    return done


@transaction.atomic
def _note(row: Document, verdict: Scan) -> int:
    with scope(organization=row.organization):
        noted = Document.objects.filter(pk=row.pk, scan=Scan.NOT_SCANNED).update(scan=verdict)
        if noted:
            by = system(row.organization, Via.JOB)
            record(by=by, verb="document.scanned", what=row, about=row.person.user, verdict=verdict.value)
    return noted


def remove_strays_across() -> int:
    """Remove files that a process which was killed left without a row; return how many."""
    return sum(sealed_files.remove(name) for name in without_row_across(sealed_files.strays(FOLDER)))
