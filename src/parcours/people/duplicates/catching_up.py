"""Looking at people who were on file before anybody looked, or whose keys an older key of the ring has made."""

from datetime import timedelta
from itertools import batched

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.core import keyring
from parcours.people.duplicates.finding import look_at
from parcours.people.duplicates.models import Mark
from parcours.people.models import Person

_AT_ONCE = 100
_NEW = timedelta(hours=2)
"""Who was added within it is looked at again: two who are added at the same moment do not see each other."""


def catch_up_across() -> int:
    """Look at everybody of every organization who was not looked at with the key of now; return how many they were.

    A few at a time, so that others can write meanwhile. It can be stopped and begun again.
    """
    seen = 0
    for organization in Organization.objects.filter(is_active=True).order_by("pk"):
        with scope(organization=organization):
            seen += _look(list(Person.objects.filter(created_at__gt=timezone.now() - _NEW).order_by("pk")))
            while people := _not_looked_at():
                seen += _look(people)
    return seen


def _look(people: list[Person]) -> int:
    for some in batched(people, _AT_ONCE):
        with transaction.atomic():
            for person in some:
                look_at(person)
    return len(people)


def _not_looked_at() -> list[Person]:
    looked = Mark.objects.filter(person=OuterRef("pk"), key=keyring.fingerprint())
    return list(Person.objects.filter(~Exists(looked)).order_by("pk")[:_AT_ONCE])
