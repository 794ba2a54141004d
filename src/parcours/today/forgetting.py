"""Forgetting a person: what was decided about rows of theirs goes with them, on both sides of a pair."""

from django.db.models import Q
from django_scopes import scopes_disabled

from parcours.people.models import Person
from parcours.today.models import Decision


def forget_across(person: Person) -> int:
    """Delete every decision about the person, in the caller’s transaction; return how many."""
    with scopes_disabled():
        return Decision.objects.filter(Q(person=person) | Q(other=person)).delete()[0]
