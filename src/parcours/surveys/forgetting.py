"""Forgetting a person: what they were asked and answered goes with them."""

from django_scopes import scopes_disabled

from parcours.people.models import Person
from parcours.surveys.models import SurveyRequest


def forget_across(person: Person) -> int:
    """Delete every request to the person with its answers, in the caller's transaction; return how many."""
    with scopes_disabled():
        asked = SurveyRequest.objects.filter(person=person)
        forgotten = asked.count()
        asked.delete()
    return forgotten
