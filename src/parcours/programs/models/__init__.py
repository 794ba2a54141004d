"""The tables of programs, one file each."""

from parcours.programs.models.cohort import Cohort, Phase
from parcours.programs.models.program import Program
from parcours.programs.models.rule import EligibilityRule

__all__ = ["Cohort", "EligibilityRule", "Phase", "Program"]
