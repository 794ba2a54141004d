"""Forgetting a person: their keys and hashes, their pairs, and what undoes their merges."""

from django.db.models import Q
from django_scopes import scope

from parcours.people.duplicates.models import Block, Mark, Merge, Pair, Trace
from parcours.people.models import Person


def forget_across(person: Person) -> int:
    """Delete whatever was worked out about ``person``, and the records that were merged into theirs; return how many.

    Called where a person is erased, in the same transaction. What undoes a merge holds the record that is gone, and
    rows of others only where they pointed to it.
    """
    with scope(organization=person.organization):
        rows = [
            Merge.objects.filter(person=person),
            Pair.objects.filter(Q(first=person) | Q(second=person)),
            Trace.objects.filter(person=person),
            Block.objects.filter(person=person),
            Mark.objects.filter(person=person),
        ]
        return sum(found.delete()[0] for found in rows)
