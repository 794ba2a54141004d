"""Forgetting a person: what they allowed goes with them."""

from django_scopes import scopes_disabled

from parcours.people.consent.models import ConsentAct, ConsentRequest
from parcours.people.models import Person


def forget_across(person: Person) -> int:
    """Delete every act of the person and every question to them, in the caller's transaction; return how many."""
    with scopes_disabled():
        acts, asked = ConsentAct.objects.filter(person=person), ConsentRequest.objects.filter(person=person)
        forgotten = acts.count() + asked.count()
        acts.delete()
        asked.delete()
    return forgotten
