"""Rows that people edit carry a version: who saves an older one is told, and nothing of either is lost (docs/adr/0043).

    class Partnership(Versioned, TenantModel): …

    changed = change(partnership, version=form_version, ends_on=day)

`parcours.web.editing` is the page: it keeps the version in the form, and shows both values where it was too old.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from parcours.core.refusals import Stale


class Versioned(models.Model):
    """A row whose every edit raises its version."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        """Not a table of its own."""

        abstract = True


@dataclass(frozen=True, slots=True)
class Changed:
    """The fields that an edit changed: as they were, and as they are. False where it changed nothing."""

    before: dict[str, Any]
    after: dict[str, Any]

    def __bool__(self) -> bool:
        return bool(self.after)


def claim(row: Versioned, version: int) -> None:
    """Raise the version of ``row``, as somebody who saw ``version`` of it; the caller saves the rest and records it.

    Until the transaction ends nobody else can claim the row. Raises Stale where somebody was faster.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, version=version)  # noqa: SLF001 - documented
    if not rows.update(version=F("version") + 1):
        raise Stale(_("Somebody else changed this while you did."))
    row.version = version + 1


def change(row: Versioned, *, version: int, **fields: Any) -> Changed:
    """Save ``fields`` of ``row``, as somebody who saw ``version`` of it decided, and return what that changed.

    Raises ValidationError for what a field does not take, and Stale where somebody was faster. Who changes nothing is
    never too late.
    """
    row.refresh_from_db()
    before = {name: getattr(row, name) for name, value in fields.items() if getattr(row, name) != value}
    after = {name: fields[name] for name in before}
    if after:
        for name, value in after.items():
            setattr(row, name, value)
        row.full_clean()
        claim(row, version)
        row.save(update_fields=list(after))
    return Changed(before, after)
