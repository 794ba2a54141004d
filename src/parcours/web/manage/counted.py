"""What the home page counts, in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet, Value
from django.utils import timezone

from parcours.accounts.queries import memberships, partnerships_running
from parcours.accounts.roles import Role
from parcours.applications.waiting import first_in_line
from parcours.messaging.queries import undelivered
from parcours.outcomes.waiting import ending, uncoded, wishes
from parcours.people.consent.queries import lapsing
from parcours.people.duplicates.queries import open_pairs
from parcours.people.models import Mentor, Participant
from parcours.people.queries import occupations_to_confirm

_ROLE = "role"
SOON = 30
"""Days before the end of a consent within which somebody is told."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows of ``what`` is counted, ``where`` (a number) and ``who`` (a name) where there are several, and ``n``."""

    rows: list[dict[str, Any]]

    def __getitem__(self, what: str) -> int:
        """Return how many there are of ``what``."""
        return sum(row["n"] for row in self.rows if row["what"] == what)

    @property
    def by_role(self) -> list[tuple[Role, int]]:
        """How many people have each role, the most first; roles nobody has are left out."""
        found = [(Role(row["who"]), row["n"]) for row in self.rows if row["what"] == _ROLE]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def counted() -> Counted:
    """Count everything that the home page says a number of; whether somebody may see it is asked where it is shown."""
    day = timezone.localdate()
    first, *others = _alone(
        ("members", memberships(), Count("user", distinct=True)),
        ("partners", partnerships_running(day), Count("partner", distinct=True)),
        ("mentors", Mentor.objects.all(), Count("pk")),
        ("participants", Participant.objects.all(), Count("pk")),
        ("undelivered", undelivered(), Count("pk")),
        ("pairs", open_pairs(), Count("pk")),
        ("codes", occupations_to_confirm(), Count("person", distinct=True)),
        ("lapses", lapsing(day, SOON), Count("pk")),
    )
    each = (*others, _roles(), first_in_line(), ending(), uncoded(), wishes())
    return Counted(list(first.union(*each, all=True)))


def _roles() -> QuerySet[Any, Any]:
    rows = memberships().order_by().annotate(what=Value(_ROLE), where=Value(0), who=F("role"))
    return rows.values("what", "where", "who").annotate(n=Count("pk"))


def _alone(*parts: tuple[str, QuerySet[Any], Count]) -> Iterable[QuerySet[Any, Any]]:
    for what, rows, number in parts:
        named = rows.order_by().annotate(what=Value(what), where=Value(0), who=Value(""))
        yield named.values("what", "where", "who").annotate(n=number)
