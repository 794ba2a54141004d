"""What a partner sees of another organization's people: those who allow it now, and as long as the two are partners."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from django.db.models import Q, QuerySet
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record_view
from parcours.accounts.models import Organization
from parcours.accounts.policies import check
from parcours.accounts.queries import partnerships_running, partnerships_with_across
from parcours.accounts.roles import Permission
from parcours.people.consent.models import ConsentAct
from parcours.people.consent.queries import consented, in_status, latest_acts, today
from parcours.people.models import Person

SHARING = "share_partner"


def shared_with_across(partner: Organization) -> QuerySet[ConsentAct]:
    """Return the consents by which ``partner`` sees people of other organizations now; `read_across` reads them."""
    owners: dict[dt.date, set[int]] = {}
    for one in partnerships_with_across(partner, today(partner)):
        owners.setdefault(today(one.organization), set()).add(one.organization_id)
    given = Q(pk__in=[])
    for day, theirs in owners.items():  # what day it is, each organization says for itself
        given |= in_status("given", day) & Q(organization__in=theirs)
    with scopes_disabled():
        return latest_acts().filter(given, purpose=SHARING, partner=partner)


def read_across[T](read: Callable[[], T]) -> T:
    """Return what ``read`` makes of `shared_with_across`: its rows are in no scope but their own."""
    with scopes_disabled():
        return read()


def shared_person_across(pk: int, by: Actor) -> Person | None:
    """Return somebody of another organization whom the actor's organization may see now, or None.

    The look is written into the log of the person's own organization, so that it can always say who saw them. Raises
    NotAllowed.
    """
    check(by, Permission.SEE_PEOPLE)
    with scopes_disabled():
        person = Person.objects.select_related("organization", "user").filter(pk=pk).first()
    if person is None or person.organization == by.here:
        return None
    with scope(organization=person.organization):
        if not may_see(person, by.here):
            return None
        guest = replace(by, organization=person.organization, roles=frozenset())
        record_view(by=guest, page="shared-person", what=person, about=person.user, organization=str(by.here))
    return person


def may_see(person: Person, partner: Organization) -> bool:
    """Return whether ``partner`` may see the person now; asked in the scope of the person's organization."""
    owner = person.organization
    running = partnerships_running(today(owner)).filter(partner=partner)
    return owner.is_active and consented(person, SHARING, partner) and running.exists()
