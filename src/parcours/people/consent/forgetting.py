"""Forgetting a person: what they allowed goes with them."""

from django_scopes import scopes_disabled

from parcours.people.consent.models import ConsentAct
from parcours.people.models import Person


def forget_across(person: Person) -> int:
    """Delete every act of the person, in the caller's transaction; return how many there were."""
    with scopes_disabled():
        acts = ConsentAct.objects.filter(person=person)
        forgotten = acts.count()
        acts.delete()
    return forgotten
