"""Rows for the pages of reports: a cohort of the organization, and one of another whose partner it is."""

import datetime as dt
from collections.abc import Callable, Mapping

from parcours.accounts.models import Organization, Partnership
from parcours.programs.models import Cohort, Program, ProgramPartner
from parcours.reporting.frozen.models import FrozenReport
from tests.access.matching_rows import a_matched_cohort
from tests.access.world import World

_FIGURE = {"figure": "applied"}


def a_partners_cohort(world: World) -> int:
    """A cohort of another organization, to which this one refers clients."""
    slug = f"reported-{world.organization.slug}"
    keeper, _made = Organization.objects.get_or_create(slug=slug, kind="isa", name_en="Reported")
    other = World(keeper, {})
    program = other.row(Program, name_en="Mentoring")
    partnership = other.row(
        Partnership, partner=world.organization, role="referrer", starts_on=dt.date(2026, 1, 1)
    )
    other.row(ProgramPartner, program_id=program, partnership_id=partnership)
    return other.row(Cohort, program_id=program, name="2026", seats=1)


def examples(person: Callable[[World], int]) -> Mapping[str, Callable[[World], Mapping[str, object]]]:
    """Return what to put into the addresses, for somebody of ours."""

    def own(world: World) -> Mapping[str, object]:
        return {"cohort": a_matched_cohort(world, person(world))}

    def of_partner(world: World) -> Mapping[str, object]:
        return {"reader": "clients", "cohort": a_partners_cohort(world)}

    def of_frozen(world: World) -> Mapping[str, object]:
        found = own(world)
        frozen = world.row(FrozenReport, cohort_id=found["cohort"], until=dt.date(2026, 1, 31))
        return {**found, "frozen_id": frozen}

    return {
        "frozen-reports": own,
        "frozen-report": of_frozen,
        **dict.fromkeys(
            ("cohort-report", "cohort-report-pdf", "aggregate-report", "aggregate-report-pdf"), own
        ),
        "cohort-report-people": lambda world: {**own(world), **_FIGURE},
        **dict.fromkeys(("partner-report", "partner-report-pdf"), of_partner),
        "partner-report-people": lambda world: {**of_partner(world), **_FIGURE},
    }
