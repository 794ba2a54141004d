"""Which mentors were screened as a program asks; reads, of the organization in scope."""

from collections.abc import Collection, Mapping

from parcours.applications.models import ScreeningStep
from parcours.people.models import Mentor
from parcours.programs.models import Program


def missing_steps(program: Program, mentors: Collection[int]) -> Mapping[int, list[str]]:
    """Return for each of these mentors (numbers) the steps of the program that are still to be done, in its order."""
    done = set(ScreeningStep.objects.filter(mentor__in=mentors).values_list("mentor", "step"))
    return {number: [step for step in program.screening if (number, step) not in done] for number in mentors}


def unscreened(program: Program, mentors: Collection[int]) -> set[int]:
    """Return which of these mentors are not matched for want of screening: nobody where the program does not ask."""
    if not program.screened_only:
        return set()
    return {number for number, missing in missing_steps(program, mentors).items() if missing}


def steps_of(mentor: Mentor) -> list[ScreeningStep]:
    """Return the steps that were done with a mentor, the first one first."""
    return list(ScreeningStep.objects.filter(mentor=mentor).select_related("noted_by"))
