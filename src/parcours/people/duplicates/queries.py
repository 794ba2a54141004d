"""Reads about records that may be of one person, of the organization in scope."""

from django.db.models import Q, QuerySet

from parcours.core.plain import plain
from parcours.people.duplicates.models import Merge, Pair, PairState
from parcours.people.models import Person

MOST = 21
"""So many people are looked up to be compared with one: whoever finds more looks for more of the name."""


def pairs() -> QuerySet[Pair]:
    """Return every pair with its two people, for a list."""
    return Pair.objects.select_related("organization", "first", "second", "decided_by")


def open_pairs() -> QuerySet[Pair]:
    """Return the pairs that nobody has looked at."""
    return pairs().filter(state=PairState.OPEN)


def pairs_of(person: Person) -> list[Pair]:
    """Return the pairs of somebody that nobody has looked at, the likeliest first."""
    return list(open_pairs().filter(Q(first=person) | Q(second=person)).order_by("-score", "pk"))


def pair_of(one: Person, other: Person) -> Pair | None:
    """Return the pair of these two, or None."""
    first, second = sorted((one.pk, other.pk))
    return pairs().filter(first=first, second=second).first()


def others(person: Person, asked: str) -> list[Person]:
    """Return up to `MOST` others whose names and address hold every word of ``asked``, by their names."""
    rows = Person.objects.exclude(pk=person.pk)
    for word in plain(asked).split():
        rows = rows.filter(Q(called__contains=word) | Q(email_key__contains=word))
    return list(rows.order_by("called", "pk")[:MOST])


def merged_into(number: int) -> int | None:
    """Return the number of the record that the one with this number was merged into, or None."""
    return Merge.objects.filter(number=number).values_list("person", flat=True).first()


def merges_of(person: Person) -> list[Merge]:
    """Return what was merged into the record, the latest first."""
    return list(Merge.objects.filter(person=person).select_related("merged_by", "person"))
