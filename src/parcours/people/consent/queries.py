"""Reads about consent. Whoever shows or hands on something asks `consented` at that moment, and keeps no answer."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

from parcours.accounts.models import Organization
from parcours.people.consent.models import ConsentAct
from parcours.people.consent.models.act import matter_of
from parcours.people.models import Person


def consented(person: Person, purpose: str, partner: Organization | None = None) -> bool:
    """Return whether the person allows ``purpose`` now, for ``partner`` where it names one: given, and not lapsed.

    Asked in the scope of the person's organization; outside of it the answer is no, or ScopeError.
    """
    last = last_act(person, purpose, partner)
    return last is not None and last.status_on(today(person.organization)) == "given"


def last_act(person: Person, purpose: str, partner: Organization | None = None) -> ConsentAct | None:
    """Return what the person said last about ``purpose``, or None where they were never asked."""
    acts = ConsentAct.objects.filter(person=person, matter=matter_of(purpose, partner))
    return acts.select_related("text", "partner", "organization").order_by("-pk").first()


def today(organization: Organization) -> dt.date:
    """Return the day that it is where the organization works: consent holds until the end of its last day."""
    return timezone.localdate(timezone=ZoneInfo(organization.time_zone))
