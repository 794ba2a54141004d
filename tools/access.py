"""Write docs/access.md: every page, and who may open it, from what each page was registered with.

It needs the framework set up, so `make docs` runs it in the framework's shell.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from parcours.accounts.roles import ROLES, Role
from parcours.web.pages import Access, Audience

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/access.md"

_HEAD = """\
# Who may open which page

Whoever is not a member of the organization in an address is answered as if it did not exist; a member whose role does
not include a page is told so. The methods are all that a page answers: others get a 405. This page is written by
`make docs` from what each page was registered with; `tests/access` asks every page for it, as everybody.
"""


def pages() -> Iterator[tuple[str, Access]]:
    """Give every address with what its page was registered with, in the order in which addresses are tried."""
    yield from _walk(get_resolver().url_patterns, "/")


def _walk(patterns: list[Any], before: str) -> Iterator[tuple[str, Access]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback.access  # type: ignore[attr-defined]


def page() -> str:
    """Return the page: one table for members, by role, and one for everybody else, by audience."""
    members = [(route, access) for route, access in pages() if access.audience is Audience.MEMBERS]
    others = [(route, access) for route, access in pages() if access.audience is not Audience.MEMBERS]
    with translation.override("en"):
        heads = ["Page", "Methods", *(str(role.label) for role in Role)]
        rows = [[*_facts(route, access), *_by_role(access)] for route, access in members]
        said = [[*_facts(route, access), access.audience.value] for route, access in others]
    return (
        _HEAD
        + "\n## Pages of an organization\n\n"
        + _table(heads, rows)
        + "\n## Other pages\n\n"
        + _table(["Page", "Methods", "Who"], said)
    )


def _facts(route: str, access: Access) -> list[str]:
    shown = route.replace("<slug:organization>", "…").replace("<", "{").replace(">", "}")
    return [f"`{shown}`", ", ".join(method for method in access.methods if method != "HEAD")]


def _by_role(access: Access) -> list[str]:
    return ["yes" if access.needs is None or access.needs in ROLES[role] else "" for role in Role]


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} is written")
