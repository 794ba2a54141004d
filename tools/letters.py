"""Write docs/messages.md: every message that Parcours sends, from the catalogue, in both languages.

It needs the framework set up, so `make docs` runs it in the framework's shell.
"""

from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

from parcours.core.catalogue import CATALOGUE, Entry, paragraphs

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/messages.md"

_HEAD = """\
# Every message that Parcours sends

Words in braces are filled in when a message is sent. An organization may say most of them in its own words, and a
program those that are about it. This page is written by `make docs` from the catalogue that the code sends from.
"""
_LANGUAGES = {"en": "English", "fr-ca": "Français"}


def page() -> str:
    """Return the page: a section for each message."""
    return _HEAD + "".join(_section(CATALOGUE[key]) for key in sorted(CATALOGUE))


def _section(entry: Entry) -> str:
    with translation.override("en"):
        facts = [
            f"\n## {entry.name}\n",
            f"- Key: `{entry.key}`",
            f"- Who gets it: {entry.audience}",
            f"- When: {entry.trigger}",
            f"- How: {'; '.join(_how(entry))}.",
            f"- Variables: {', '.join(f'`{{{name}}}`' for name in entry.variables) or 'none'}",
        ]
    letters = [_letter(entry, code) for code in _LANGUAGES]
    return "\n".join([*facts, *letters]) + "\n"


def _how(entry: Entry) -> Iterator[str]:
    yield (
        "at once" if entry.urgent else "essential" if entry.essential else "not at night, and can be stopped"
    )
    if entry.gathered:
        yield "with others, once a day"
    if entry.life:
        minutes = entry.life.total_seconds() / 60
        yield (
            f"not after {minutes:.0f} minutes"
            if entry.life.days == 0
            else f"not after {entry.life.days} days"
        )
    yield _who_rewords(entry)


def _who_rewords(entry: Entry) -> str:
    if not entry.reworded:
        return "the same for everybody"
    who = "an organization and each program" if entry.of_program else "an organization"
    return f"{who} may reword it"


def _letter(entry: Entry, code: str) -> str:
    with translation.override(code):
        lines = [
            f"**{entry.subject}**",
            *paragraphs(str(entry.text)),
            *([f"[{entry.button}]"] if entry.button else []),
            *paragraphs(str(entry.closing)),
        ]
    return f"\n{_LANGUAGES[code]}:\n\n" + "\n>\n".join(f"> {line}" for line in lines)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} is written")
