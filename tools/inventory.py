"""Write docs/security/data-inventory.md: every personal field, why it is kept, who reads it, until when.

It needs the framework set up, so `make docs` runs it in the framework's shell.
"""

from pathlib import Path

from django.utils import translation

from parcours.accounts.roles import ROLES, Permission
from parcours.core.inventory import Held, inventory

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/security/data-inventory.md"

_HEAD = """\
# Data inventory

Every field that is about a person: why it is kept, who may read it, until when, and whether it is sealed. This page is
written by `make docs` from `inventory.py` of each app; a field of any table that is missing there fails the tests.
Retention is what the program knows of today: a schedule for each organization is to come.
"""


def page() -> str:
    """Return the page: a table for each table of the database."""
    personal, _impersonal = inventory()
    tables = dict.fromkeys(held.table for held in personal)
    return _HEAD + "".join(
        f"\n## {table}\n\n| Fields | Purpose | Readers | Kept | Sealed |\n| --- | --- | --- | --- | --- |\n"
        + "".join(_row(held) for held in personal if held.table == table)
        for table in tables
    )


def _row(held: Held) -> str:
    fields = ", ".join(f"`{name}`" for name in held.fields.split())
    readers = "; ".join(_who(reader) for reader in held.readers)
    return f"| {fields} | {held.purpose} | {readers} | {held.retention} | {held.sealed} |\n"


def _who(reader: str) -> str:
    """Return who a reader is: for a permission, the roles that have it."""
    known = {permission.value: permission for permission in Permission}
    if reader not in known:
        return reader
    with translation.override("en"):
        roles = [str(role.label) for role, may in ROLES.items() if known[reader] in may]
    return f"who may {reader} ({', '.join(roles).lower()})"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} is written")
