"""What an organization may say in its own words, and how it reads with examples."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parcours.accounts.mail import Letter, in_language
from parcours.accounts.models import Organization
from parcours.core.catalogue import Entry, gaps
from parcours.core.refusals import Refused
from parcours.messaging.models import Wording

EXAMPLE_ADDRESS = "https://parcours.example/x"


@dataclass(frozen=True, slots=True)
class Said:
    """The words of an entry in one language: the organization's own, or the product's."""

    language: str
    subject: str
    text: str
    own: bool


def said(entry: Entry, language: str, own: Wording | None) -> Said:
    """Return what ``entry`` says in ``language``."""
    if own is not None:
        return Said(language, own.subject, own.text, own=True)
    with in_language(language):
        return Said(language, str(entry.subject), str(entry.text), own=False)


def wording_of(entry: Entry, language: str) -> Wording | None:
    """Return how the organization in scope words ``entry``, or None where it does not."""
    return Wording.objects.filter(key=entry.key, language=language[:2]).first()


def usable(wording: Wording, values: Mapping[str, str]) -> bool:
    """Return whether a wording can be filled: an older version of the entry may have had other variables."""
    return gaps(f"{wording.subject} {wording.text}") <= values.keys()


def check_words(entry: Entry, subject: str, text: str) -> None:
    """Raise Refused for a variable that the entry does not have, or a brace that is none."""
    both = f"{subject} {text}"
    known = ", ".join(f"{{{name}}}" for name in sorted(entry.variables)) or "–"
    if unknown := sorted(gaps(both) - entry.variables.keys()):
        raise Refused(
            _("There is no variable %(names)s in this message. It has: %(known)s.")
            % {"names": ", ".join(f"{{{name}}}" for name in unknown), "known": known}
        )
    if both.count("{") != both.count("}") or both.count("{") != _count(both):
        raise Refused(
            _("A brace stands alone. Write a variable as it is in the list: %(known)s.") % {"known": known}
        )


def _count(text: str) -> int:
    return sum(text.count(f"{{{name}}}") for name in gaps(text))


def examples(entry: Entry, organization: Organization, language: str) -> dict[str, str]:
    """Return what the variables of ``entry`` may hold; the organization itself stands for one."""
    with in_language(language):
        own = {"organization": organization.name}
    return {name: example.in_language(language) for name, example in entry.variables.items()} | own


def preview(entry: Entry, words: Said, organization: Organization) -> Letter:
    """Return the message with examples for its variables, as the organization sends it."""
    letter = Letter(
        entry,
        to="somebody@example.org",
        language=words.language,
        values=examples(entry, organization, words.language),
        organization=organization,
        address=EXAMPLE_ADDRESS if entry.button else "",
        code="123-456" if entry.urgent else "",
    )
    letter.write(words.subject, words.text)
    return letter
