"""State machines as plain tables, moved by a conditional update so that a stale page cannot overwrite."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _

from parcours.core.refusals import Stale


@dataclass(frozen=True, slots=True)
class Transition:
    """One step of a state machine: from any of ``sources`` to ``target``.

    ``verb`` is what the audit log calls it; ``message`` is the key of the message it sends, or empty.
    """

    name: str
    sources: frozenset[str]
    target: str
    verb: str
    message: str = ""


def move(row: Model, transition: Transition, *, field: str = "status", **changes: object) -> None:
    """Move ``row`` along ``transition`` and set ``changes`` with it, in the database and in ``row``.

    The caller writes the audit entry in the same transaction. Raises Stale where the row is no longer in any of the
    transition's sources, and says where it is.
    """
    manager = type(row)._base_manager  # noqa: SLF001 - the row is in hand: no scope decides about it again
    moved = manager.filter(pk=row.pk, **{f"{field}__in": transition.sources}).update(
        **{field: transition.target}, **changes
    )
    if not moved:
        raise Stale(_said_now(row, field, manager.filter(pk=row.pk).values_list(field, flat=True).first()))
    for name, value in {field: transition.target, **changes}.items():
        setattr(row, name, value)


def _said_now(row: Model, field: str, now: str | None) -> str:
    """Return in words where the row is by now."""
    if now is None:
        return _("Somebody else was faster: this is no longer on file.")
    labels = dict(row._meta.get_field(field).flatchoices)  # type: ignore[union-attr] # noqa: SLF001 - documented
    return _("Somebody else was faster: this is “%(status)s” by now.") % {"status": labels.get(now, now)}


def drawn(transitions: Iterable[Transition]) -> str:
    """Return the state machine as a Mermaid diagram, for docs/states."""
    lines = ["stateDiagram-v2"]
    for transition in transitions:
        lines += [
            f"    {source} --> {transition.target}: {transition.name}"
            for source in sorted(transition.sources)
        ]
    return "\n".join(lines) + "\n"
