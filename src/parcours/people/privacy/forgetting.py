"""Forgetting a person: what they asked about their data. The marks that outlive a backup stay."""

from django_scopes import scopes_disabled

from parcours.people.models import Person
from parcours.people.privacy.models import DataRequest, Hold


def forget_across(person: Person) -> int:
    """Delete requests, and a hold that a restored backup brought back; return how many. In the caller’s transaction."""
    with scopes_disabled():
        Hold.objects.filter(person=person).delete()
        return DataRequest.objects.filter(person=person).delete()[0]
