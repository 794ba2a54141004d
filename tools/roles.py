"""Write docs/roles.md: who may do what, from the one table that the code asks."""

from pathlib import Path

import django
from django.conf import settings

from parcours.accounts.roles import ROLES, Permission, Role

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/roles.md"

_HEAD = """\
# Who may do what

Each member of an organization has one or more roles in it, and may do what any of them allows. Nobody may do anything
in an organization that they do not belong to. This page is written by `make docs` from `accounts/roles.py`.

"""
_TAIL = """
Coordinators and administrators see other people’s data, so they sign in with a second factor. A funder never reaches a
page with a person on it.
"""


def page() -> str:
    """Return the page: a row for each permission, a column for each role."""
    heads = ["", *(str(role.label) for role in Role)]
    rows = [
        [permission.value, *("yes" if permission in ROLES[role] else "" for role in Role)]
        for permission in Permission
    ]
    lines = [heads, ["---", *(":-:" for _ in Role)], *rows]
    return _HEAD + "".join(f"| {' | '.join(line)} |\n" for line in lines) + _TAIL


def main() -> None:
    """Write the page."""
    settings.configure(USE_I18N=False)
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} is written")


if __name__ == "__main__":
    main()
