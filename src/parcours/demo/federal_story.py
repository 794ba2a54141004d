"""A council runs mentoring by federal departments, in phases: eleven pairs first, then forty mentors.

Four departments lend them. Each sees its own mentors, the council sees all. By the real actions.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify

from parcours.accounts.actions.partnerships import add_partnership
from parcours.accounts.actors import Actor
from parcours.accounts.imports import actions, applying, reading
from parcours.accounts.imports.registry import kind_of
from parcours.accounts.kinds import PartnershipRole
from parcours.accounts.models import Organization
from parcours.accounts.models.imports import ImportMode
from parcours.demo.past import carry_through, log, names, pair
from parcours.demo.people import NEWCOMERS, SETTLED
from parcours.matching.actions.running import run
from parcours.matching.adapter import Settings
from parcours.people.actions.occupations import decide_occupation
from parcours.people.consent.actions.acts import Heard, Said, give
from parcours.people.imports.kinds import MENTORS, PARTICIPANTS
from parcours.people.models import OccupationHeld
from parcours.people.queries import mentors, participants
from parcours.programs.actions.beginning import begin_program
from parcours.programs.actions.cohorts import take
from parcours.programs.actions.partners import add_partner, set_target
from parcours.programs.models import Cohort
from parcours.programs.queries import spans_of
from parcours.programs.templates import TEMPLATES
from parcours.programs.timetable import WEEK

_AGO = 37 * WEEK
"""The first phase is over by then, and the second one is being matched."""
_FIRST, _SECOND = 11, 40
_CODES = ("21300", "11100", "21211", "21232", "41401", "21110", "11200", "41400")
_HEAD = (
    "id",
    "name",
    "email",
    "occupation",
    "employer",
    "status",
    "languages",
    "meeting",
    "years of experience",
)


def tell(by: Actor, departments: Sequence[Organization]) -> None:
    """Go through the first phase, and as far as the matching of the second: straight from two spreadsheets."""
    program = begin_program(template=TEMPLATES["federal"], today=timezone.localdate() - _AGO, by=by)
    for department in departments:
        partnership = add_partnership(
            partner=department,
            role=PartnershipRole.HOST_EMPLOYER,
            scope="Lends mentors, for two hours a week.",
            starts_on=timezone.localdate() - _AGO,
            ends_on=None,
            by=by,
        )
        add_partner(program=program, partnership=partnership, by=by)
    set_target(program=program, indicator="mentors", number=_SECOND, by=by)
    staff = list(islice(_staff(departments), _SECOND))
    mentees = list(islice(_mentees(), _FIRST + _SECOND))
    first, second = Cohort.objects.filter(program=program).order_by("pk")
    _take_in(mentees[:_FIRST], staff[:_FIRST], None, by)
    _first_phase(first, by)
    take(cohort=second, way="open_intake", by=by)
    _take_in(mentees[_FIRST:], staff, second, by)
    take(cohort=second, way="fill", by=by)
    run(cohort=second, settings=Settings(), by=by)
    _allow(departments, by)


def _first_phase(cohort: Cohort, by: Actor) -> None:
    """Eleven pairs, of whom two found work before the end."""
    for way in ("open_intake", "start"):
        take(cohort=cohort, way=way, by=by)
    for mentee, mentor in zip(participants().order_by("pk"), mentors().order_by("pk"), strict=True):
        pair(cohort, mentee, mentor, by, None)
    pairs = carry_through(cohort, 2, by)
    log(pairs, next(span.starts_on for span in spans_of(cohort) if span.key == "mentorship"), 2)


def _allow(departments: Sequence[Organization], by: Actor) -> None:
    """Every mentor lets their own department see them."""
    by_name = {one.name_en: one for one in departments}
    paper = Heard("paper", note="Signed when the department named its mentors.")
    for mentor in mentors():
        said = Said("share_partner", 1, "en", by_name[mentor.person.employer])
        give(person=mentor.person, said=said, heard=paper, by=by)


def _staff(departments: Sequence[Organization]) -> Iterator[list[str]]:
    """Give rows of mentors, as the departments name them in turn."""
    employers = cycle(one.name_en for one in departments)
    people = enumerate(zip(names(SETTLED), cycle(_CODES), employers, strict=False))
    for number, (name, code, employer) in people:
        yield _row(f"M{number}", name, code, employer, "available")


def _mentees() -> Iterator[list[str]]:
    for number, (name, code) in enumerate(zip(names(NEWCOMERS), cycle(_CODES), strict=False)):
        yield _row(f"P{number}", name, code, "", "applied")


def _take_in(
    mentees: Sequence[list[str]], staff: Sequence[list[str]], cohort: Cohort | None, by: Actor
) -> None:
    """Import them, straight into a cohort if there is one, and confirm their occupations."""
    for kind, rows in ((PARTICIPANTS, mentees), (MENTORS, staff)):
        _import(kind.key, rows, cohort, by)
    for held in OccupationHeld.objects.filter(noc="").select_related("person__user"):
        decide_occupation(occupation=held, noc=held.suggested_noc, by=by)


def _row(number: str, name: str, code: str, employer: str, status: str) -> list[str]:
    address = f"{slugify(name).replace('-', '.')}@post.example"
    return [number, name, address, code, employer, status, "en:9; fr:7", "online", "9"]


def _import(kind: str, rows: Iterable[Sequence[str]], cohort: Cohort | None, by: Actor) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([_HEAD, *rows])
    file = ContentFile(text.getvalue().encode(), name=f"{kind}.csv")
    import_ = actions.keep(by=by, kind=kind, file=file, into=cohort.pk if cohort else None)
    reading.read(import_, kind_of(import_))
    actions.approve(by=by, import_=import_, mode=ImportMode.ALL_OR_NOTHING)
    applying.apply(import_, kind_of(import_), by)
