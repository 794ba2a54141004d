"""Asking for a package, making it, and deleting it."""

import tempfile
from datetime import timedelta
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.quotas import possible_again
from parcours.core.refusals import TooMany
from parcours.core.transitions import move
from parcours.reporting.exports import states
from parcours.reporting.exports.models import Export, ExportStatus
from parcours.reporting.package.write import write_package

KEPT = timedelta(days=2)
"""How long a package can be taken; one that was never made is given up after as long."""

EACH_DAY = 5
"""How many packages an organization asks for within a day."""


@transaction.atomic
def ask(*, by: Actor) -> Export:
    """Note that a package is asked for. Raises NotAllowed, and TooMany where one is on its way or there were many."""
    check(by, Permission.EXPORT_ORGANIZATION)
    if Export.objects.filter(status=ExportStatus.WAITING).exists():
        raise TooMany(_("An export is being made already. Wait until it is ready."))
    asked = Export.objects.order_by("-pk").values_list("asked_at", flat=True)
    if when := possible_again(asked, EACH_DAY, timedelta(days=1)):
        raise TooMany(
            _("%(most)s exports were made within a day, as many as can be. The next is possible on %(when)s.")
            % {"most": EACH_DAY, "when": when}
        )
    export = Export.objects.create(organization=by.here, by=by.user)
    record(by=by, verb="export.asked", what=export)
    return export


def make(*, export: Export, by: Actor) -> None:
    """Make the package, and keep it for `KEPT`. Killed, it can be made again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.zip"
        rows = write_package(path, by.here)
        with path.open("rb") as file:
            export.file.save("package.zip", File(file), save=False)
    with transaction.atomic():
        until = timezone.now() + KEPT
        move(export, states.MAKE, file=export.file.name, rows=rows, expires_at=until)
        record(by=by, verb=states.MAKE.verb, what=export, rows=rows)


@transaction.atomic
def note_taken(*, export: Export, by: Actor) -> None:
    """Keep in the audit log that somebody takes the package away. Raises NotAllowed."""
    check(by, Permission.EXPORT_ORGANIZATION)
    record(by=by, verb="export.taken", what=export, rows=export.rows)


@transaction.atomic
def delete(*, export: Export, by: Actor) -> bool:
    """Delete the package at once; return whether there was a file."""
    name = export.file.name
    if name:
        export.file.storage.delete(name)
    move(export, states.EXPIRE, file="")
    record(by=by, verb=states.EXPIRE.verb, what=export)
    return bool(name)
