"""Forgetting a person: their mentorships go with them, on both sides."""

from django.db.models import Q
from django_scopes import scopes_disabled

from parcours.engagements.models import Mentorship
from parcours.people.models import Person


def forget_across(person: Person) -> int:
    """Delete every mentorship of the person, in the caller’s transaction; return how many."""
    with scopes_disabled():
        theirs = Mentorship.objects.filter(Q(participant__person=person) | Q(mentor__person=person))
        return theirs.delete()[0]
