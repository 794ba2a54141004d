"""What can be imported. A kind knows its columns, how a row is understood, and what applying it does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from parcours.accounts.actors import Actor
from parcours.accounts.models.imports import RowOutcome
from parcours.accounts.roles import Permission
from parcours.tables.cells import Bad
from parcours.tables.headers import Names


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one row: in which column, what, how to put it right; messages of `core.language`."""

    column: str
    what: str
    fix: str
    params: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, column: str, bad: Bad) -> "Problem":
        """Return the problem for a cell that cannot be used."""
        return cls(column, bad.what, bad.fix, bad.params)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a row says: its values, or what is wrong with it. ``key`` is what makes two rows the same one."""

    values: dict[str, Any]
    problems: Sequence[Problem] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of import.

    ``understand`` is given the text of each cell by field. ``outcomes`` says for many understood rows at once whether
    each is new or has nothing to do. ``apply`` does what a new row asks and returns whether anything changed; it may be
    asked again for a row that was applied already, and does nothing then.
    """

    key: str
    name: str | Promise
    needs: Permission
    names: Names
    required: Sequence[str]
    understand: Callable[[Mapping[str, str]], Understood]
    outcomes: Callable[[Sequence[Mapping[str, Any]]], list[RowOutcome]]
    apply: Callable[[Actor, Mapping[str, Any]], bool]
