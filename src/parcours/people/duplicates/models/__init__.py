"""The tables, one file each."""

from parcours.people.duplicates.models.mark import Block, Mark
from parcours.people.duplicates.models.merge import Merge
from parcours.people.duplicates.models.pair import Pair, PairState
from parcours.people.duplicates.models.trace import Trace

__all__ = ["Block", "Mark", "Merge", "Pair", "PairState", "Trace"]
