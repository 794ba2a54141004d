"""What other apps read about programs, within the organization in scope."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from parcours.core.codes import NO_ANSWERS
from parcours.programs.eligibility import Fact, Verdict, judge
from parcours.programs.models import (
    Agreement,
    Ask,
    Cohort,
    Criterion,
    EligibilityRule,
    Employer,
    Phase,
    Program,
    ProgramPartner,
    Resource,
    Target,
)
from parcours.programs.timetable import Span


def programs() -> QuerySet[Program]:
    """Return the programs, the latest first."""
    return Program.objects.select_related("organization")


def public_programs() -> QuerySet[Program]:
    """Return the programs that have a page for anybody."""
    return programs().filter(is_public=True)


def cohorts() -> QuerySet[Cohort]:
    """Return the cohorts with their program, the latest first: from ``first_day`` to ``last_day``."""
    rows = Cohort.objects.select_related("program", "organization")
    phases = Phase.objects.filter(cohort=OuterRef("pk"))
    return rows.annotate(
        first_day=Subquery(phases.order_by("starts_on").values("starts_on")[:1]),
        last_day=Subquery(phases.order_by("-ends_on").values("ends_on")[:1]),
    )


def agreement_of(program: Program) -> Agreement | None:
    """Return the agreement that pairs are asked to sign now, or None where there is none."""
    return Agreement.objects.filter(program=program).first()


def resources_of(program: Program) -> list[Resource]:
    """Return the links that the program offers its pairs, as they were added."""
    return list(Resource.objects.filter(program=program))


def criteria_of(program: Program) -> list[Criterion]:
    """Return what reviewers of the program’s applications score, as it was added."""
    return list(Criterion.objects.filter(program=program))


def partners_of(program: Program) -> list[ProgramPartner]:
    """Return who works with the program, as their partnerships say."""
    named = ProgramPartner.objects.filter(program=program)
    return list(named.select_related("partnership__partner", "partnership__organization"))


def targets_of(program: Program) -> list[Target]:
    """Return what the program and its cohorts are to reach."""
    return list(Target.objects.filter(program=program).select_related("cohort"))


def asks() -> QuerySet[Ask]:
    """Return what employers are asked for, by employer, what is due first first; ``called`` is what sorts them."""
    partner = "employer__partnership__partner"
    name = Coalesce(
        NullIf("employer__name", Value("")),
        NullIf(f"{partner}__name_en", Value("")),
        f"{partner}__name_fr",
    )
    rows = Ask.objects.select_related(partner, "organization").annotate(called=Lower(name))
    return rows.order_by("called", "by_day", "pk")


def open_asks(employer: Employer) -> list[Ask]:
    """Return what the employer is asked for and is still open, what is due first first."""
    return list(Ask.objects.filter(employer=employer, status="open"))


def employer(pk: int) -> Employer | None:
    """Return an employer that is asked for mentors, or None."""
    return Employer.objects.select_related("partnership__partner", "organization").filter(pk=pk).first()


def spans_of(cohort: Cohort) -> list[Span]:
    """Return the phases of the cohort, in order."""
    return [phase.as_span() for phase in Phase.objects.filter(cohort=cohort)]


def spans_by_cohort(rows: Iterable[Cohort]) -> dict[int, list[Span]]:
    """Return the phases of each of the cohorts, in order, by its number: in one query."""
    found: dict[int, list[Span]] = {}
    for phase in Phase.objects.filter(cohort__in=[row.pk for row in rows]):
        found.setdefault(phase.cohort_id, []).append(phase.as_span())
    return found


def rules_of(program: Program) -> list[EligibilityRule]:
    """Return the rules of who may take part, in the order in which they are asked."""
    return list(EligibilityRule.objects.filter(program=program))


def verdict_on(program: Program, facts: Mapping[str, Fact]) -> tuple[Verdict, list[EligibilityRule]]:
    """Return what the program’s rules say about ``facts``, and those that refuse, with their words."""
    rules = rules_of(program)
    verdict = judge([rule.as_rule() for rule in rules], facts, no_answers=NO_ANSWERS)
    return verdict, _of(rules, verdict.refused_by)


def _of(rules: list[EligibilityRule], wanted: Collection[object]) -> list[EligibilityRule]:
    return [rule for rule in rules if rule.as_rule() in wanted]
