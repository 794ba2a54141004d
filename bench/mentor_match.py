"""The same task as `mentor-match` solves it: `python -m bench.mentor_match FOLDER RUNS LIMIT` prints the figures.

Runs in an environment of its own, which has neither numpy nor Parcours. `mentor-match` knows no capacities, so each
seat is a mentor. It takes eligibility and points from rules, so one rule looks up both, already worked out. It places
most people because a placement is worth more than all scores.
"""

import json
import resource
import sys
from pathlib import Path

from matching.mentee import Mentee  # type: ignore[import-not-found]
from matching.mentor import Mentor  # type: ignore[import-not-found]
from matching.process import process_data  # type: ignore[import-not-found]

from bench.measure import Answer, measure, to_json

PLACED = 2_000_000


class Points:
    """A rule in the sense of `mentor-match`: it forbids a match or gives it points."""

    def __init__(self, points: dict[tuple[int, int], int]) -> None:
        """Take the points of each eligible pair (participant, seat)."""
        self.points = points

    def apply(self, match: "Match") -> int:  # type: ignore[name-defined] # noqa: F821 - theirs, and untyped
        """Return the points of a match, or forbid it."""
        found = self.points.get((match.mentee.role, match.mentor.role))
        if found is None:
            match.disallowed = True
            return 0
        return PLACED + found


def main(folder: Path, runs: int, limit: int) -> None:
    """Measure the instance in `folder`; the system ends this process after `limit` CPU seconds."""
    given = json.loads((folder / "pairs.json").read_text(encoding="ascii"))
    points = {(person, seat): score for person, seat, score in given["pairs"]}

    def work() -> Answer:
        mentors = [Mentor(grade=0, email=f"M{seat}", role=seat) for seat in range(given["seats"])]
        mentees = [Mentee(grade=0, email=f"P{person}", role=person) for person in range(given["people"])]
        process_data(mentors, mentees, [[Points(points)]])
        pairs = [(mentee.role, mentor.role) for mentee in mentees for mentor in mentee.mentors]
        return Answer(len(pairs), sum(points[pair] for pair in pairs))

    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    print(to_json(measure(work, runs)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
