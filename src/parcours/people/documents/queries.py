"""Reads about documents, of the organization in scope."""

from collections.abc import Iterator

from django.db.models import Sum
from django_scopes import scopes_disabled

from parcours.accounts.models import User
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.people.documents.lists import CV, Reading, Scan
from parcours.people.documents.models import Document, Showing
from parcours.people.models import Person


def documents_of(person: Person) -> list[Document]:
    """Return every version of every document of somebody, the latest version of each first."""
    return list(
        Document.objects.filter(person=person).select_related("uploaded_by", "person", "organization")
    )


def document(pk: int, person: Person | None = None) -> Document | None:
    """Return a document with its person, or None; one of ``person`` only, where somebody is named."""
    found = Document.objects.select_related("person__user", "organization").filter(pk=pk)
    return (found if person is None else found.filter(person=person)).first()


def latest_cv(person: Person) -> Document | None:
    """Return the newest version of the CV, or None."""
    found = Document.objects.select_related("person__user", "organization")
    return found.filter(person=person, kind=CV).order_by("-number").first()


def text_of_cv(person: Person) -> str:
    """Return the text of the newest CV that could be read, and in which no malware was found."""
    found = Document.objects.filter(person=person, kind=CV, reading=Reading.READ).exclude(scan=Scan.INFECTED)
    row = found.order_by("-number").first()
    return text_field().read(row) if row else ""


def text_field() -> SealedField:
    """Return the sealed column of the text."""
    return sealed_column(Document, "text")


def has_readable_cv(person: Person) -> bool:
    """Return whether there is a CV whose text is known."""
    return Document.objects.filter(person=person, kind=CV, reading=Reading.READ).exists()


def showings_of(person: Person) -> list[Showing]:
    """Return whom the CV of somebody is shown to."""
    return list(
        Showing.objects.filter(person=person).select_related("to", "partner", "person").order_by("pk")
    )


def showings_for(user: User) -> list[Showing]:
    """Return whose CVs are shown to ``user``."""
    rows = Showing.objects.filter(to=user).select_related("person__organization", "partner")
    return list(rows.order_by("person__called", "pk"))


def showing_to(person: Person, user: User) -> Showing | None:
    """Return the row that shows the CV of ``person`` to ``user``, or None."""
    rows = Showing.objects.select_related("person__organization", "partner")
    return rows.filter(person=person, to=user).first()


def room_taken(person: Person | None = None) -> tuple[int, int]:
    """Return how many documents there are, and how many bytes: of ``person``, or of the organization in scope."""
    rows = Document.objects.order_by()
    rows = rows if person is None else rows.filter(person=person)
    return rows.count(), rows.aggregate(bytes=Sum("size"))["bytes"] or 0


def not_scanned_across(most: int) -> list[Document]:
    """Return documents of any organization that nobody has scanned, the oldest first."""
    with scopes_disabled():
        rows = Document.objects.filter(scan=Scan.NOT_SCANNED).select_related("organization", "person__user")
        return list(rows.order_by("pk")[:most])


def without_row_across(names: Iterator[str]) -> list[str]:
    """Return those of ``names`` of files that no document of any organization has."""
    with scopes_disabled():
        return [name for name in names if not Document.objects.filter(stored=name).exists()]
