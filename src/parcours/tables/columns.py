"""The ``--columns`` file: which header stands for which field.

occupation = "Métier visé"          # for both files

[mentors]
capacity = "Places offertes"        # for one of them
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path

from parcours.tables.findings import N_, Findings, cannot_open, unreadable

_BYTES = 1_000_000
_LINE = re.compile(r"at line (\d+)")


def read_columns(
    path: Path, fields: Mapping[str, Collection[str]], findings: Findings
) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Return the headers named for each table of ``fields``, and those named for all tables together.

    ``fields`` gives the tables and the fields that each may have. Problems inside the file go to ``findings``.
    Raises Unreadable if the file cannot be opened or is not TOML.
    """
    content = _load(path, findings.file)
    known = sorted({field for names in fields.values() for field in names})
    common: dict[str, str] = {}
    tables: dict[str, dict[str, str]] = {table: {} for table in fields}
    for key, value in content.items():
        if key not in fields:
            _take(common, key, value, known, findings)
        elif isinstance(value, dict):
            for field, header in value.items():
                _take(tables[key], field, header, sorted(fields[key]), findings)
        else:
            findings.error(
                None,
                key,
                N_("“{name}” is not a table of fields."),
                N_(
                    'Write [{name}] on a line of its own, and below it: field = "Header as it stands in the file".'
                ),
                name=key,
            )
    return tables, common


def _take(target: dict[str, str], field: str, header: object, known: list[str], findings: Findings) -> None:
    """Note the header of one field."""
    if field not in known:
        findings.error(
            None,
            field,
            N_("There is no field “{name}”."),
            N_("The fields are: {known}."),
            name=field,
            known=known,
        )
    elif not isinstance(header, str) or not header.strip():
        findings.error(
            None,
            field,
            N_("“{name}” is not followed by a header."),
            N_('Write: {name} = "Header as it stands in the file".'),
            name=field,
        )
    else:
        target[field] = header.strip()


def _load(path: Path, given: str) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            content = file.read(_BYTES + 1)
    except OSError as problem:
        raise cannot_open(given, problem) from problem
    write = N_('Write one line for each field: field = "Header as it stands in the file".')
    if len(content) > _BYTES:
        raise unreadable(given, N_("The file is too large to be a list of columns."), write)
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        line = _LINE.search(str(problem))
        row = int(line[1]) if line else None
        raise unreadable(given, N_("This is not TOML."), write, row=row) from problem
