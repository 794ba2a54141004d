"""Findings about files, said in the reader's language."""

from collections.abc import Mapping

from parcours.core.language import Language
from parcours.tables.findings import Finding


def what_and_fix(finding: Finding, say: Language) -> tuple[str, str]:
    """Return what is wrong, and how to put it right."""
    values = _said(finding.params, say)
    return say(finding.what, **values), say(finding.fix, **values)


def place(finding: Finding, say: Language) -> str:
    """Return where it is: ``mentees.csv, row 3, column Profession``."""
    parts = [finding.file]
    if finding.row is not None:
        parts.append(say("row {row}", row=finding.row))
    if finding.column is not None:
        parts.append(say("column {column}", column=finding.column))
    return ", ".join(parts)


def _said(params: Mapping[str, object], say: Language) -> dict[str, object]:
    return {name: _value(value, say) for name, value in params.items()}


def _value(value: object, say: Language) -> object:
    if isinstance(value, int):
        return say.number(value)
    if isinstance(value, list | tuple):
        return say.join([str(item) for item in value])
    return value
