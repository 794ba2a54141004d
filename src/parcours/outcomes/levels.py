"""How the job of somebody stands to their occupation before, by the rule COMM-1 (`engine.occupations.outcome`)."""

from collections.abc import Collection, Mapping

from parcours.engine.occupations.outcome import OutcomeLevel, compare
from parcours.outcomes.models import FollowUp
from parcours.people.models import OccupationHeld

type Codes = Mapping[int, tuple[str, tuple[str, ...]]]
"""By person: the unit group of the occupation before, empty where none is known, and those they aim at."""


def codes_of(people: Collection[int]) -> Codes:
    """Return the confirmed codes of some people, in one query."""
    rows = OccupationHeld.objects.filter(
        person__in=people, kind__in=("before", "target"), decision="chosen"
    ).order_by("pk")
    before: dict[int, str] = {}
    targets: dict[int, list[str]] = {}
    for person, kind, noc in rows.values_list("person", "kind", "noc"):
        if kind == "before":
            before.setdefault(person, noc)
        else:
            targets.setdefault(person, []).append(noc)
    return {person: (before.get(person, ""), tuple(targets.get(person, ()))) for person in people}


def level_of(row: FollowUp, codes: Codes) -> OutcomeLevel | None:
    """Return how the job stands to the occupation before; None for whoever is not in paid work.

    The program of the cohort says which occupations count as related.
    """
    if not row.is_in_work:
        return None
    before, targets = codes.get(row.participant.person_id, ("", ()))
    return compare(before, row.noc, targets=targets, related=row.cohort.program.related)
