"""The retention schedule: how long what is over stays on file, what is due, and doing it.

People go by being erased, as if they had asked; a legal hold, and work in the organization, keep them. Nothing is in
force until an organization has saved its schedule.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from parcours.accounts.actors import Via, system
from parcours.accounts.audit import record
from parcours.accounts.models import Import, ImportRow, Organization
from parcours.people.kinds import Kind, standings
from parcours.people.models import Person
from parcours.people.privacy.models import (
    DataRequest,
    Erasure,
    ErasureState,
    ErasureWhy,
    Hold,
    RequestState,
    RetentionRule,
)
from parcours.people.privacy.policies import is_erasable


@dataclass(frozen=True, slots=True)
class Category:
    """One line of the schedule: people of a kind whose status is over, or other rows where ``kind`` is None."""

    label: str | Promise
    days: int
    kind: Kind | None = None
    statuses: tuple[str, ...] = ()


SCHEDULE: Mapping[str, Category] = MappingProxyType(
    {
        "refused": Category(
            _("Participants who were refused, or withdrew before they began"),
            183,
            Kind.PARTICIPANT,
            ("not_eligible", "withdrawn", "opened_in_error"),
        ),
        "finished": Category(
            _("Participants whose program is over"),
            1096,
            Kind.PARTICIPANT,
            ("completed", "dismissed", "transferred"),
        ),
        "mentors": Category(
            _("Mentors who left, or were not taken"), 731, Kind.MENTOR, ("inactive", "declined", "removed")
        ),
        "supervisors": Category(_("Supervisors who left"), 731, Kind.SUPERVISOR, ("inactive",)),
        "imports": Category(_("Files of imports, and what their rows said"), 90),
        "requests": Category(_("Requests about one’s own data that were answered"), 731),
    }
)
"""Every category, with the days that are proposed."""


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody whose time is over: since when, in which category, and what keeps them nevertheless."""

    person: Person
    category: str
    over_since: dt.date
    kept_by: str | Promise = ""


def rules() -> dict[str, int]:
    """Return the days in force, by category; empty where the organization has not saved a schedule."""
    return dict(RetentionRule.objects.values_list("category", "days"))


def people_due(days: Mapping[str, int], now: dt.datetime) -> list[Due]:
    """Return exactly whose time is over under ``days``; who is several things goes when all of them are over."""
    held = {hold.person_id: hold.reason for hold in Hold.objects.all()}
    due = []
    for person in _candidates(days, now):
        category, since = _longest(person, days)
        kept: str | Promise = ""
        if person.pk in held:
            kept = _("Legal hold")
        elif not is_erasable(person):
            kept = _("Works here")
        due.append(Due(person, category, since, kept))
    return due


def _candidates(days: Mapping[str, int], now: dt.datetime) -> QuerySet[Person]:
    """Return the people all of whose standings are over, each for as long as its category says."""
    some, every = Q(), Q()
    for kind in Kind:
        over = Q(pk=None)
        for key, category in SCHEDULE.items():
            if category.kind is kind and key in days:
                over |= Q(
                    **{
                        f"{kind.value}__status__in": category.statuses,
                        f"{kind.value}__status_since__lte": now - dt.timedelta(days=days[key]),
                    }
                )
        some |= over
        every &= Q(**{f"{kind.value}": None}) | over
    found = Person.objects.filter(some, every)
    return found.select_related("participant", "mentor", "supervisor", "organization").order_by(
        "called", "pk"
    )


def _longest(person: Person, days: Mapping[str, int]) -> tuple[str, dt.date]:
    """Return the category that kept the person longest, and the day on which their time was over."""
    ends = []
    for kind, row in standings(person).items():
        for key, category in SCHEDULE.items():
            if category.kind is kind and row.status in category.statuses and key in days:
                ends.append((timezone.localdate(row.status_since + dt.timedelta(days=days[key])), key))
    day, key = max(ends)
    return key, day


def others_due(days: Mapping[str, int], now: dt.datetime) -> dict[str, int]:
    """Return how many other rows are due, by category."""
    return {key: rows.count() for key, rows in _others(days, now).items()}


def _others(days: Mapping[str, int], now: dt.datetime) -> dict[str, QuerySet[Import] | QuerySet[DataRequest]]:
    found: dict[str, QuerySet[Import] | QuerySet[DataRequest]] = {}
    if "imports" in days:
        before = now - dt.timedelta(days=days["imports"])
        found["imports"] = Import.objects.filter(created_at__lte=before).exclude(file="")
    if "requests" in days:
        before = now - dt.timedelta(days=days["requests"])
        over = DataRequest.objects.exclude(state=RequestState.OPEN).filter(answered_at__lte=before)
        held = Hold.objects.values("person")
        found["requests"] = over.exclude(person__in=held)
    return found


@transaction.atomic
def carry_out(organization: Organization) -> dict[str, int]:
    """Do what the organization’s schedule says is due now, and leave a line of evidence; return how many by category.

    Called in the scope of the organization. People are erased by the background afterwards.
    """
    days, now = rules(), timezone.now()
    done = dict.fromkeys(days, 0)
    for due in people_due(days, now):
        if due.kept_by:
            continue
        _erasure, made = Erasure.objects.get_or_create(
            organization=organization,
            record=due.person.pk,
            state=ErasureState.DUE,
            defaults={"why": ErasureWhy.RETENTION},
        )
        done[due.category] += made
    for key, rows in _others(days, now).items():
        done[key] = rows.count()
        for row in rows:
            if isinstance(row, Import):
                _empty(row)
            else:
                row.delete()
    record(by=system(organization, Via.JOB), verb="retention.run", done=done, days=days)
    return done


def _empty(source: Import) -> None:
    """Delete the file of an import and its rows; that there was one, and how many rows it had, stays."""
    source.file.delete(save=False)
    ImportRow.objects.filter(source=source).delete()
    Import.objects.filter(pk=source.pk).update(file="", given="", findings=[])


def with_schedule_across() -> list[Organization]:
    """Return the organizations that have a schedule in force."""
    with scopes_disabled():
        saved = RetentionRule.objects.values("organization")
        return list(Organization.objects.filter(pk__in=saved, is_active=True).order_by("pk"))
