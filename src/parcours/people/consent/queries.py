"""Reads about consent. Whoever shows or hands on something asks `consented` at that moment, and keeps no answer."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from parcours.accounts.models import Organization
from parcours.accounts.queries import partnerships_running
from parcours.people.consent.lists import PURPOSE
from parcours.people.consent.models import ConsentAct, ConsentRequest
from parcours.people.consent.models.act import ENDS, matter_of
from parcours.people.consent.purposes import OFFERED, PURPOSES
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


def latest_acts() -> QuerySet[ConsentAct]:
    """Return the last act of each person about each matter, of the organization in scope."""
    later = ConsentAct.objects.filter(
        person=OuterRef("person"), matter=OuterRef("matter"), pk__gt=OuterRef("pk")
    )
    return ConsentAct.objects.filter(~Exists(later)).select_related(
        "person", "partner", "text", "organization"
    )


def in_status(status: str, day: dt.date) -> Q:
    """Return the condition, for `latest_acts`, that their status on ``day`` is this one."""
    yes, over = ~Q(act__in=ENDS), Q(until__lt=day)
    if status in ENDS.values():
        return Q(act=status)
    return yes & over if status == "expired" else yes & (Q(until=None) | Q(until__gte=day))


def lapsing(day: dt.date, days: int) -> QuerySet[ConsentAct]:
    """Return what was allowed and lapses within so many days from ``day``, unless the law allows it anyway."""
    soon = latest_acts().filter(in_status("given", day), until__lte=day + dt.timedelta(days=days))
    return soon.exclude(basis="legal_authority")


def acts_of(person: Person) -> list[ConsentAct]:
    """Return everything that the person said, the latest first."""
    acts = ConsentAct.objects.filter(person=person).order_by("-pk")
    return list(acts.select_related("text", "partner", "recorded_by", "organization"))


def requests_of(person: Person) -> list[ConsentRequest]:
    """Return what the person was asked and has not answered, the longest waiting first."""
    asked = ConsentRequest.objects.filter(person=person).order_by("asked_at", "pk")
    return list(asked.select_related("partner"))


def consenting(purpose: str, partner: Organization | None, day: dt.date) -> Exists:
    """Return the condition, for people, that they allow ``purpose`` on ``day``: `consented` for many at a time."""
    yes = latest_acts().filter(in_status("given", day), matter=matter_of(purpose, partner))
    return Exists(yes.filter(person=OuterRef("pk")))


def refusing(purpose: str, people: Iterable[Person]) -> set[int]:
    """Return the numbers of those of these people who said no to ``purpose`` last, or took back what they allowed."""
    return set(_no_to(purpose).filter(person__in=[*people]).values_list("person", flat=True))


def refuses(purpose: str, of: str = "person") -> Exists:
    """Return the condition, for rows with a person, that they said no last: `refusing` for many at a time.

    ``of`` is the column with the person.
    """
    return Exists(_no_to(purpose).filter(person=OuterRef(of)))


def _no_to(purpose: str) -> QuerySet[ConsentAct]:
    return latest_acts().filter(matter=matter_of(purpose, None), act__in=ENDS)


def waiting() -> QuerySet[ConsentRequest]:
    """Return the questions of the organization in scope that nobody has answered, the longest waiting first."""
    return ConsentRequest.objects.select_related("person", "partner").order_by("asked_at", "pk")


def matters(day: dt.date) -> dict[str, tuple[str, Organization | None]]:
    """Return everything that the organization in scope can ask on ``day``, by its key: each partner of then as well."""
    found: dict[str, tuple[str, Organization | None]] = {}
    partners = [row.partner for row in partnerships_running(day)]
    for purpose, facts in OFFERED.items():
        for partner in partners if facts.names_partner else (None,):
            found[matter_of(purpose, partner)] = (purpose, partner)
    return found


def in_words(purpose: str, partner: Organization | None) -> str:
    """Return what a matter is called, in the language that is active."""
    return f"{PURPOSE.label(purpose)} ({partner})" if partner else PURPOSE.label(purpose)


def partners_named() -> list[Organization]:
    """Return the partners about whom anybody of the organization in scope said something, by their short names."""
    named = ConsentAct.objects.exclude(partner=None).values("partner")
    return list(Organization.objects.filter(pk__in=named).order_by("slug"))


def allowed_now(person: Person) -> dict[str, str]:
    """Return in words what the person allows now, by its key and in the order of the purposes."""
    rows = latest_acts().filter(in_status("given", today(person.organization)), person=person)
    order = list(PURPOSES)
    return {
        row.matter: in_words(row.purpose, row.partner)
        for row in sorted(rows, key=lambda row: (order.index(row.purpose), row.matter))
    }
