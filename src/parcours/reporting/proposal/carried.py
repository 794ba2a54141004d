"""The columns that were not used and come out again in the results, each under its own header."""

from collections.abc import Iterable, Mapping, Sequence

from parcours.tables.text import fold


class Carried:
    """The unused columns of one or of both files.

    `heads` are their headers, those of the mentees first. Where a header stands in both files, or is `taken` by a
    column of ours, it is told apart by its side: ``Notes (mentee)``, ``Notes (mentor)``.
    """

    def __init__(self, taken: Iterable[str], mentees: Sequence[str], mentors: Sequence[str] = ()) -> None:
        self._mentees, self._mentors = mentees, mentors
        used = {fold(head) for head in taken}
        both = {fold(head) for head in mentees} & {fold(head) for head in mentors}
        self.heads: list[str] = []
        for side, heads in (("mentee", mentees), ("mentor", mentors)):
            for head in heads:
                name = f"{head} ({side})" if fold(head) in used | both else head
                while fold(name) in used:
                    name += f" ({side})"
                used.add(fold(name))
                self.heads.append(name)

    def cells(self, mentee: Mapping[str, str], mentor: Mapping[str, str] | None = None) -> list[str]:
        """Return the cells of one row, given what its people carry."""
        cells = [mentee.get(head, "") for head in self._mentees]
        if mentor is not None:
            cells += [mentor.get(head, "") for head in self._mentors]
        return cells
