"""The tables of programs, one file each."""

from parcours.programs.models.agreement import Agreement
from parcours.programs.models.ask import Ask
from parcours.programs.models.cohort import Cohort, Phase
from parcours.programs.models.criterion import Criterion
from parcours.programs.models.employer import Employer
from parcours.programs.models.partner import ProgramPartner, Target
from parcours.programs.models.program import Program
from parcours.programs.models.resource import Resource
from parcours.programs.models.rule import EligibilityRule

__all__ = [
    "Agreement",
    "Ask",
    "Cohort",
    "Criterion",
    "EligibilityRule",
    "Employer",
    "Phase",
    "Program",
    "ProgramPartner",
    "Resource",
    "Target",
]
