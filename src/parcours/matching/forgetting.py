"""Forgetting a person: what runs said of them, and what was ruled out or wished for, goes with them."""

from django.db.models import Q
from django_scopes import scopes_disabled

from parcours.matching.models import Candidate, Exclusion, Unplaced, Wish
from parcours.people.models import Person


def forget_across(person: Person) -> int:
    """Delete every row about the person, in the caller’s transaction; return how many."""
    either = Q(participant__person=person) | Q(mentor__person=person)
    with scopes_disabled():
        forgotten = sum(model.objects.filter(either).delete()[0] for model in (Candidate, Exclusion, Wish))
        return forgotten + Unplaced.objects.filter(participant__person=person).delete()[0]
