"""Write docs/events.md: everything that other systems can be told of, from the catalogue, in both languages.

It needs the framework set up, so `make docs` runs it in the framework's shell.
"""

from pathlib import Path

from django.utils import translation

from parcours.core.events import EVENTS, Event

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/events.md"

_HEAD = """\
# Every event that other systems can be told of

What is sent, and how it is signed, is in [Webhooks](en/webhooks.md). `data` holds `organization` and numbers of rows,
such as `person`, which stand in the addresses of their pages too. This page is written by `make docs` from the
catalogue that the code sends from.

| type | means | signifie | entries of the audit log |
|---|---|---|---|
"""


def page() -> str:
    """Return the page: a row for each event."""
    return _HEAD + "".join(_row(EVENTS[code]) for code in sorted(EVENTS))


def _row(event: Event) -> str:
    said = []
    for code in ("en", "fr-ca"):
        with translation.override(code):
            said.append(str(event.name))
    verbs = ", ".join(f"`{verb}`" for verb in event.verbs or (event.code,))
    return f"| `{event.code}` | {said[0]} | {said[1]} | {verbs} |\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} is written")
