"""What can be imported. A kind knows its columns, how a row is understood, and what applying it does."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from parcours.accounts.actors import Actor
from parcours.accounts.models.imports import RowOutcome
from parcours.accounts.roles import Permission
from parcours.tables.cells import Bad
from parcours.tables.findings import Findings
from parcours.tables.headers import Names, Table

type Values = Mapping[str, Any]
"""What a row says, by field, as JSON can say it."""


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

    def kept(self, row: int) -> dict[str, object]:
        """Return it as it is kept beside its row, to be said in each reader’s language."""
        return {
            "row": row,
            "column": self.column,
            "what": self.what,
            "fix": self.fix,
            "params": dict(self.params),
        }


@dataclass(frozen=True, slots=True)
class Understood:
    """What a row says: its values, or what is wrong with it. ``key`` is what makes two rows the same one.

    ``remarks`` are about cells that are left out; the rest of the row is used all the same.
    """

    values: dict[str, Any]
    problems: Sequence[Problem] = ()
    key: str = ""
    remarks: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What a row would do: its outcome; by field what is there before and after; or why it cannot be done."""

    outcome: RowOutcome
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of import.

    ``understand`` gives each row of a part of the table, by its number, with what it says. ``look`` says for many rows
    at once what each would do. ``apply`` does what the rows ask, and returns the outcome of each, or why it was
    refused; it may be asked again for a row that was applied already, and finds nothing to do then. It is given at
    most ``step`` rows in one transaction. ``page`` is the name of the page that shows an import.
    """

    key: str
    name: str | Promise
    needs: Permission
    names: Names
    required: Sequence[Sequence[str]]
    understand: Callable[[Table, Findings], Iterator[tuple[int, Understood]]]
    look: Callable[[Sequence[Values]], list[Look]]
    apply: Callable[[Actor, Sequence[Values]], list[RowOutcome | Problem]]
    step: int
    page: str
