r"""The catalogue of messages: every one that the product sends, declared once by the app that sends it.

    CONSENT_ASKED = declare(
        Entry(
            key="consent.asked",
            name=_("Consent asked for"),
            audience=_("Participants"),
            trigger=_("When a coordinator asks for consent."),
            subject=_("{organization} asks for your consent"),
            text=_("{organization} would like to share {what} with {partner}.\n\nYou decide."),
            button=_("See what it is about"),
            closing=_("Without an answer from you, nothing is shared."),
            variables={"organization": EXAMPLE_ORGANIZATION, "what": Example("your résumé", "votre CV"), …},
        )
    )

Each app declares its own in its module ``letters``, which is loaded when the site starts. Text has ``{named}`` gaps and
a blank line between paragraphs; its French is in the catalogue of translations, like everything else that is said.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.functional import Promise

type Said = str | Promise

_GAP = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class Example:
    """What a variable may hold, in English and in French: shown in the catalogue and in previews."""

    english: str
    french: str = ""

    def in_language(self, language: str) -> str:
        """Return the example for readers of ``language``."""
        return self.french or self.english if language.startswith("fr") else self.english


EXAMPLE_ORGANIZATION = Example("Northgate Settlement Services", "Services d’établissement Northgate")
EXAMPLE_PROGRAM = Example("City mentoring", "Mentorat de la Ville")
"""What stands in examples for the program; in previews of a program’s own words it stands for itself."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One message of the product.

    ``audience`` says who gets it and ``trigger`` when. ``text`` stands above the button, ``closing`` below it: an
    organization may reword subject and text, never the closing, which holds what must be said. ``essential`` messages
    are sent whatever the recipient prefers, at any hour; ``urgent`` ones go before all others; those that are
    ``gathered`` come together, a day's in one. One that has not left within its ``life`` is not sent any more; of one
    that ``vanishes`` no copy is kept, nor to whom it went. What is ``of_program`` is sent about a program, which may
    have words of its own for it.
    """

    key: str
    name: Said
    audience: Said
    trigger: Said
    subject: Said
    text: Said
    button: Said = ""
    closing: Said = ""
    variables: Mapping[str, Example] = field(default_factory=dict)
    essential: bool = False
    urgent: bool = False
    gathered: bool = False
    life: timedelta | None = None
    reworded: bool = True
    of_program: bool = False
    vanishes: bool = False

    @property
    def gaps(self) -> frozenset[str]:
        """The variables that its own texts use."""
        return gaps(f"{self.subject} {self.text} {self.closing} {self.button}")


CATALOGUE: dict[str, Entry] = {}


def declare(entry: Entry) -> Entry:
    """Add an entry to the catalogue and return it. Raises ValueError for a key that is taken or an unknown variable."""
    if CATALOGUE.get(entry.key, entry) != entry:
        raise ValueError(f"{entry.key}: declared twice")
    if unknown := entry.gaps - entry.variables.keys():
        raise ValueError(f"{entry.key}: no variable {', '.join(sorted(unknown))}")
    CATALOGUE[entry.key] = entry
    return entry


def gaps(text: str) -> frozenset[str]:
    """Return the names that stand in braces in ``text``; an empty one for ``{}``."""
    return frozenset(_GAP.findall(text))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with each gap filled. Raises KeyError for one that has no value."""
    return _GAP.sub(lambda gap: values[gap[1]], text)


def paragraphs(text: str) -> list[str]:
    """Return the parts of ``text`` between blank lines, each on one line."""
    return [one_line(part) for part in re.split(r"\n\s*\n", text) if part.strip()]


def one_line(text: str) -> str:
    """Return ``text`` on one line, as a subject must be; spaces that must not break stay what they are."""
    return " ".join(part for line in text.splitlines() for part in line.split(" ") if part)
