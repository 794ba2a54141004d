"""The programs of the demo: the city’s, in its second year, and the agency’s, all year round. By the real actions."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from parcours.accounts.actors import Actor
from parcours.accounts.kinds import PartnershipRole
from parcours.accounts.queries import partnerships_running
from parcours.programs.actions.asks import add_ask
from parcours.programs.actions.asks import take as take_ask
from parcours.programs.actions.beginning import begin_program
from parcours.programs.actions.cohorts import change_cohort, copy_cohort, take
from parcours.programs.actions.employers import change_contact
from parcours.programs.actions.partners import add_partner, set_target
from parcours.programs.actions.programs import change_program
from parcours.programs.models import Cohort, Program
from parcours.programs.queries import spans_of
from parcours.programs.templates import TEMPLATES
from parcours.programs.timetable import WEEK

_FUNDED = Decimal(85_000)
_TARGETS = {
    "city": {"pairs": 40, "suitable_work_percent": 60, "positive_percent": 90, "again_percent": 90},
    "agency": {"pairs": 25, "employers": 12},
}


def tell_city(by: Actor) -> None:
    """Last year’s cohort runs until `report_story` completes it; this year’s takes people in."""
    _two_years("city", 60 * WEEK, by)
    _ask(by)


def _ask(by: Actor) -> None:
    """Employers were asked for mentors; one has found them all."""
    today = timezone.localdate()
    bridges = add_ask(employer="Harbour Bridges Inc.", noc="21300", number=8, by_day=today + 5 * WEEK, by=by)
    change_contact(
        employer=bridges.employer,
        version=bridges.employer.version,
        by=by,
        contact_name="Dana Whitfield",
        contact_email="dana.whitfield@harbour-bridges.example",
    )
    add_ask(employer="Rivermouth General Hospital", noc="31301", number=3, by_day=today + 8 * WEEK, by=by)
    found = add_ask(employer="Lock & Ledger LLP", noc="11100", number=2, by_day=today - 2 * WEEK, by=by)
    take_ask(ask=found, way="fill", by=by)


def tell_agency(by: Actor) -> None:
    """Last year’s cohort runs until `agency_story` completes it; this year people come in, and pairs meet."""
    _two_years("agency", 82 * WEEK, by)


def _two_years(key: str, ago: dt.timedelta, by: Actor) -> None:
    """Begin a program whose cohort of last year runs and whose next one takes people in, each called by its year."""
    program = _begun(key, ago, by)
    last = Cohort.objects.get(program=program)
    year = spans_of(last)[0].starts_on.year
    change_cohort(cohort=last, version=last.version, name=str(year), by=by)
    for way in ("open_intake", "start"):
        take(cohort=last, way=way, by=by)
    take(cohort=copy_cohort(cohort=last, name=str(year + 1), by=by), way="open_intake", by=by)


def _begun(key: str, ago: dt.timedelta, by: Actor) -> Program:
    today = timezone.localdate()
    program = begin_program(template=TEMPLATES[key], today=today - ago, by=by)
    change_program(program=program, version=program.version, is_public=True, by=by)
    for partnership in partnerships_running(today):
        is_funder = partnership.role == PartnershipRole.FUNDER
        add_partner(
            program=program,
            partnership=partnership,
            amount=_FUNDED if is_funder else None,
            reference="LSF-204" if is_funder else "",
            by=by,
        )
    for indicator, number in _TARGETS[key].items():
        set_target(program=program, indicator=indicator, number=number, by=by)
    return program
