"""Rows of programs for the pages that need some."""

import datetime as dt
from collections.abc import Callable, Mapping

from django_scopes import scope

from parcours.programs.models import Cohort, Criterion, EligibilityRule, Phase, Program
from tests.access.world import World


def a_program(world: World) -> int:
    """A program with a rule and a criterion."""
    with scope(organization=world.organization):
        found = Program.objects.order_by("pk").first()
    made = found.pk if found else _made(world)
    _rule(world, made)
    return made


def _made(world: World) -> int:
    made = world.row(Program, name_en="Mentoring", name_fr="Mentorat")
    world.row(Criterion, program_id=made, name_en="Has the time", name_fr="A le temps")
    return made


def a_rule(world: World) -> int:
    """Its rule."""
    return _rule(world, a_program(world))


def _rule(world: World, program: int) -> int:
    with scope(organization=world.organization):
        found = EligibilityRule.objects.filter(program=program).first()
    if found is not None:
        return found.pk
    return world.row(
        EligibilityRule,
        program_id=program,
        field="years_experience",
        operator="at_least",
        values=[2],
        reason_en="For two years or more.",
        next_step_en="Ask the coordinator.",
    )


def a_cohort(world: World) -> int:
    """A cohort of the program, with two phases."""
    with scope(organization=world.organization):
        found = Cohort.objects.exclude(status="recruiting").order_by("pk").first()
    if found is not None:
        return found.pk
    cohort = world.row(Cohort, program_id=a_program(world), name="2026", seats=40)
    for kind, month in (("intake", 6), ("mentorship", 9)):
        days = {"starts_on": dt.date(2026, month, 1), "ends_on": dt.date(2026, month, 25)}
        world.row(Phase, cohort_id=cohort, kind=kind, **days)
    return cohort


def a_public_program(world: World) -> int:
    """The program, with a page that anybody may open."""
    made = a_program(world)
    with scope(organization=world.organization):
        Program.objects.filter(pk=made).update(is_public=True)
    return made


def a_message(world: World, **more: str) -> Mapping[str, object]:
    """A message that the program may word."""
    return {"program": a_program(world), "key": "match.off", **more}


EXAMPLES: Mapping[str, Callable[[World], Mapping[str, object]]] = {
    **dict.fromkeys(
        ("program", "program-rules", "program-criteria", "program-partners", "program-messages"),
        lambda world: {"program": a_program(world)},
    ),
    "program-section": lambda world: {"program": a_program(world), "section": "about"},
    "program-message": a_message,
    **dict.fromkeys(
        ("program-message-edit", "program-message-reset"), lambda world: a_message(world, language="fr")
    ),
    "cohort": lambda world: {"cohort": a_cohort(world)},
}
"""What the addresses of programs and cohorts need (`addresses.EXAMPLES`)."""
