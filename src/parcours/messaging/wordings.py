"""What an organization or one of its programs may say in its own words, and how it reads with examples."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F, Q
from django.utils.translation import gettext as _

from parcours.accounts.mail import Letter, in_language
from parcours.accounts.models import Organization
from parcours.core.catalogue import EXAMPLE_PROGRAM, Entry, gaps
from parcours.core.refusals import Refused
from parcours.messaging.models import Wording

EXAMPLE_ADDRESS = "https://parcours.example/x"


class Whose(StrEnum):
    """Whose words a message is sent in."""

    PROGRAM = "program"
    ORGANIZATION = "organization"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Said:
    """The words of an entry in one language, and whose they are."""

    language: str
    subject: str
    text: str
    whose: Whose


def said(entry: Entry, language: str, program: int | None = None) -> Said:
    """Return what ``entry`` says in ``language``: in a program, or wherever no program has words of its own."""
    rows = wordings_of(entry, language, program)
    own = next((one for one in rows if usable(one, entry.variables)), None)
    if own is not None:
        return Said(language, own.subject, own.text, Whose.PROGRAM if own.program else Whose.ORGANIZATION)
    with in_language(language):
        return Said(language, str(entry.subject), str(entry.text), Whose.PRODUCT)


def wordings_of(entry: Entry, language: str, program: int | None = None) -> list[Wording]:
    """Return how the organization in scope words ``entry``: the program's words before those of the organization."""
    rows = Wording.objects.filter(Q(program=None) | Q(program=program), key=entry.key, language=language[:2])
    return list(rows.order_by(F("program").asc(nulls_last=True)))


def languages_worded(program: int | None = None) -> dict[str, list[str]]:
    """Return in which languages each entry has words of the organization's own, or of this program's own, by key."""
    rows = Wording.objects.filter(program=program).order_by("language")
    found: dict[str, list[str]] = {}
    for key, language in rows.values_list("key", "language"):
        found.setdefault(key, []).append(language)
    return found


def programs_that_word(entry: Entry) -> dict[int, list[str]]:
    """Return the numbers of the programs that have words of their own for ``entry``, with the languages."""
    rows = Wording.objects.filter(key=entry.key).order_by("program", "language")
    found: dict[int, list[str]] = {}
    for program, language in rows.values_list("program", "language"):
        if program is not None:
            found.setdefault(program, []).append(language)
    return found


def usable(wording: Wording, values: Mapping[str, object]) -> bool:
    """Return whether a wording can be filled: the entry may have had other variables in an older version."""
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


def examples(entry: Entry, organization: Organization, language: str, program: str = "") -> dict[str, str]:
    """Return what the variables of ``entry`` may hold; the organization and the ``program`` stand for themselves."""
    given = {name: example.in_language(language) for name, example in entry.variables.items()}
    if program:
        usual = EXAMPLE_PROGRAM.in_language(language)
        given = {name: example.replace(usual, program) for name, example in given.items()}
    with in_language(language):
        return given | {"organization": organization.name}


def preview(entry: Entry, words: Said, organization: Organization, program: str = "") -> Letter:
    """Return the message with examples for its variables, as the organization, or its ``program``, sends it."""
    letter = Letter(
        entry,
        to="somebody@example.org",
        language=words.language,
        values=examples(entry, organization, words.language, program),
        organization=organization,
        address=EXAMPLE_ADDRESS if entry.button else "",
        code="123-456" if entry.urgent else "",
    )
    letter.write(words.subject, words.text)
    return letter
