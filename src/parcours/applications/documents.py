"""Which documents a program asks for, and which of them somebody has handed in. What is missing refuses nobody."""

from parcours.accounts.kinds import Language
from parcours.accounts.mail import in_language
from parcours.core.codes import UNKNOWN
from parcours.core.plain import plain
from parcours.people.documents.models import Document
from parcours.people.models import Person
from parcours.programs.lists import DOCUMENT_ASKED
from parcours.programs.models import Program


def documents_asked(program: Program) -> list[str]:
    """Return what the documents are called that the program asks for."""
    return DOCUMENT_ASKED.labels(_codes(program))


def documents_handed_in(program: Program, person: Person) -> list[tuple[str, bool]]:
    """Return each document that the program asks for, and whether it is there.

    A CV is one that was handed in as such; anything else is known by its title, which names it in either language.
    """
    codes = _codes(program)
    if not codes:
        return []
    there = list(Document.objects.filter(person=person).values_list("kind", "title_key"))
    kinds = {kind for kind, _title in there}
    titles = [title for _kind, title in there]
    names = [_names(code) for code in codes]
    return [
        (
            DOCUMENT_ASKED.label(code),
            code in kinds or any(name in title for name in called for title in titles),
        )
        for code, called in zip(codes, names, strict=True)
    ]


def _codes(program: Program) -> list[str]:
    asked = set(program.documents) - {UNKNOWN}
    return [one.code for one in DOCUMENT_ASKED.codes if one.code in asked]


def _names(code: str) -> set[str]:
    """Return what a document is called in either language, as titles are kept."""
    names = set()
    for language in Language.values:
        with in_language(language):
            names.add(plain(DOCUMENT_ASKED.label(code)))
    return names
