"""Reads about privacy, of the organization in scope."""

import datetime as dt

from django.db.models import QuerySet

from parcours.accounts.audit.queries import entries, readable
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.people.models import Person
from parcours.people.privacy.models import Breach, DataRequest, Erasure, Hold, RequestState

_RUNS = 12


def words(name: str) -> SealedField:
    """Return a sealed column of requests: ``words`` or ``answer``."""
    return sealed_column(DataRequest, name)


def requests() -> QuerySet[DataRequest]:
    """Return the requests with their people, the longest waiting first."""
    return DataRequest.objects.select_related("person__user", "organization")


def open_requests() -> QuerySet[DataRequest]:
    """Return the requests that wait for an answer."""
    return requests().filter(state=RequestState.OPEN)


def requests_of(person: Person) -> list[DataRequest]:
    """Return what somebody asked, the latest first."""
    return list(requests().filter(person=person).order_by("-asked_at", "-pk"))


def request(pk: int) -> DataRequest | None:
    """Return a request with its person, or None."""
    return requests().filter(pk=pk).first()


def hold_of(person: Person) -> Hold | None:
    """Return the hold on somebody’s record, or None."""
    return Hold.objects.select_related("placed_by").filter(person=person).first()


def erasures() -> QuerySet[Erasure]:
    """Return the erasures, the latest first."""
    return Erasure.objects.select_related("decided_by")


def breaches() -> QuerySet[Breach]:
    """Return the register of breaches, the latest found first."""
    return Breach.objects.select_related("entered_by", "organization")


def runs() -> list[tuple[dt.datetime, dict[str, int]]]:
    """Return the last runs of the retention schedule: when, and how many went, by category."""
    found = []
    for entry in entries().filter(verb="retention.run")[:_RUNS]:
        said = readable(entry)
        if said is not None:
            found.append((entry.time, said["more"]["done"]))
    return found
