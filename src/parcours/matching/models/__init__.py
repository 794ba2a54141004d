"""The tables of matching, one file each."""

from parcours.matching.models.exclusion import Exclusion
from parcours.matching.models.run import Candidate, Run, Unplaced
from parcours.matching.models.wish import Wish

__all__ = ["Candidate", "Exclusion", "Run", "Unplaced", "Wish"]
