"""Forgetting a person: their certificates, follow-ups and what they answered go with them."""

from django_scopes import scopes_disabled

from parcours.outcomes.models import Closing, FollowUp
from parcours.people.models import Person


def forget_across(person: Person) -> int:
    """Delete every closing and follow-up of the person, in the caller’s transaction; return how many rows."""
    with scopes_disabled():
        closings = Closing.objects.filter(person=person).delete()[0]
        return closings + FollowUp.objects.filter(participant__person=person).delete()[0]
