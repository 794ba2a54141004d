"""What somebody saw of a profile before they changed it, and who has changed it since (docs/adr/0076)."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils.translation import gettext as _

from parcours.accounts.actors import Via
from parcours.accounts.audit.queries import entries, readable
from parcours.accounts.models import AuditEntry
from parcours.core.keyring import Unreadable
from parcours.core.refusals import Stale
from parcours.people.actions.profile import Part
from parcours.people.models import Person
from parcours.people.models.standing import Standing

_BYTES = 6
"""So many fit into a number that every browser and program writes as it is."""

_CHANGES = frozenset({"profile.changed", "occupation.decided"})


def as_seen(*rows: tuple[Model, tuple[str, ...]]) -> int:
    """Return a number that stands for what is in these fields of these rows: another one once any of it is changed.

    A row's own ``version`` counts every change of it, and six sections are about the same row of a person.
    """
    held = [[name, getattr(row, name)] for row, names in rows for name in names]
    digest = hashlib.sha256(json.dumps(held, cls=DjangoJSONEncoder).encode()).digest()
    return int.from_bytes(digest[:_BYTES])


def check_seen(seen: int, now: int) -> None:
    """Raise Stale unless what was seen is what there is now."""
    if seen != now:
        raise Stale(
            _("Somebody else changed this in the meantime. Open the page again to see what it says now.")
        )


def changed_by(*rows: Person | Standing | Part) -> str:
    """Return the name of whoever changed any of the rows last, as the audit log has it; empty where it is not said.

    Of a change by link the log says whom it is about, and no name.
    """
    found: list[AuditEntry] = []
    for row in rows:
        about = {"content__what": row._meta.label_lower, "content__what_id": str(row.pk)}  # noqa: SLF001 - documented
        found += entries().filter(verb__in=_CHANGES, **about)[:1]
    for entry in sorted(found, key=lambda one: -one.number)[:1]:
        try:
            said = readable(entry)
        except Unreadable:
            return ""
        if said is not None and said["via"] == Via.LINK:
            return str(rows[0] if isinstance(rows[0], Person) else rows[0].person)
        return str(entry.content.actor or "") if said is not None else ""
    return ""
