"""Follow-ups that other organizations have handed to this one, as long as the people allow it."""

from dataclasses import replace

from django.db.models import QuerySet
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record_view
from parcours.accounts.models import Organization
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.outcomes.actions.asking import allows
from parcours.outcomes.lists import OPEN
from parcours.outcomes.models import FollowUp
from parcours.outcomes.policies import may_work
from parcours.outcomes.queries import follow_ups
from parcours.people.consent.queries import consenting, today
from parcours.people.consent.sight import shared_with_across
from parcours.people.models import Person


def handed_to_across(partner: Organization) -> QuerySet[FollowUp]:
    """Return what ``partner`` is to ask now; `people.consent.sight.read_across` reads it."""
    with scopes_disabled():
        shared = shared_with_across(partner).values("person")
        people = Person.objects.filter(consenting("follow_up", None, today(partner)), pk__in=shared)
        return follow_ups().filter(handed_to=partner, status__in=OPEN, participant__person__in=people)


def handed_across(pk: int, by: Actor) -> tuple[FollowUp, Actor] | None:
    """Return one of them with the actor as a guest of its organization, or None; the look is in that one’s log.

    Raises NotAllowed.
    """
    check(by, Permission.SEE_PEOPLE)
    with scopes_disabled():
        row = follow_ups().filter(pk=pk, handed_to=by.here, status__in=OPEN).first()
    if row is None:
        return None
    person, guest = row.participant.person, replace(by, organization=row.organization, roles=frozenset())
    with scope(organization=row.organization):
        if not (may_work(guest, row, by.here) and allows(person)):
            return None
        record_view(
            by=guest, page="handed-follow-up", what=person, about=person.user, organization=str(by.here)
        )
    return row, guest
