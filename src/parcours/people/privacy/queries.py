"""Reads about privacy, of the organization in scope."""

from django.db.models import QuerySet

from parcours.core.sealed_field import SealedField
from parcours.people.models import Person
from parcours.people.privacy.models import DataRequest, Erasure, Hold, RequestState


def words(name: str) -> SealedField:
    """Return a sealed column of requests: ``words`` or ``answer``."""
    field = DataRequest._meta.get_field(name)  # noqa: SLF001 - documented
    assert isinstance(field, SealedField)  # noqa: S101 - both are
    return field


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
