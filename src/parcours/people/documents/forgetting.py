"""Forgetting a person: every version of their documents, the files too, and whom they were shown to."""

from django_scopes import scopes_disabled

from parcours.core import sealed_files
from parcours.people.documents.models import Document, Showing
from parcours.people.models import Person


def forget_across(person: Person) -> int:
    """Delete everything about the person here, in the caller's transaction; return how many rows and files.

    Files go at once, before the rows are gone for good: an erasure that is interrupted is done again, not undone.
    """
    with scopes_disabled():
        documents = list(Document.objects.filter(person=person))
        files = sum(sealed_files.remove(one.stored) for one in documents)
        showings, _of = Showing.objects.filter(person=person).delete()
        Document.objects.filter(person=person).delete()
        if person.user_id:
            others, _of = Showing.objects.filter(to=person.user_id, organization=person.organization).delete()
            showings += others
    return len(documents) + files + showings
