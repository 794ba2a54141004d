"""The same people give the same pairs in every process, whatever its threads and the order of its sets."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
from parcours.engine.matching import candidates, largest, match
from parcours.engine.matching.progress import at_ease
from tests.engine.matching.factories import cohort
from tests.engine.matching.tied_lists import draws_of, residents

candidates.KEPT_PAIRS = {kept}
result = match(cohort(5, 40, 35))
print([pair.assessment[:3] for pair in result.pairs], result.certificate)
largest.TURNS = 0  # all is for the exact search
wishes, bounds = residents(1, 400, listed=5, grades=4)
stable = largest.largest(wishes, bounds, draws_of(wishes, 1), 400, at_ease)
print(stable.chosen.nonzero(), stable.most)
"""


def matched(kept: int, *, threads: int, hashes: int) -> str:
    numbers = {name: str(threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(kept=kept)],
        env=os.environ | numbers | {"PYTHONHASHSEED": str(hashes)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.slow
def test_one_thread_or_two_listed_or_not_give_the_same_pairs_and_proof() -> None:
    first = matched(30_000_000, threads=1, hashes=1)
    assert "placed=" in first
    assert first.endswith(" 332\n")
    assert matched(30_000_000, threads=2, hashes=2) == first
    assert matched(0, threads=2, hashes=3) == first
