"""`python -m bench.occupations --fit`: fit the calibrations of the coder anew, and print them.

They stand in `parcours.engine.occupations.confidence`; `python -m bench.occupations` shows how well they hold on
the titles that were not looked at here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench.occupation_scores import score
from bench.occupation_titles import SETS, Asked
from parcours.engine.occupations.coder import Coder
from parcours.engine.occupations.confidence import Calibration
from parcours.reference.coder_index import load_coder

REPORTED = "reported (O*NET)"
# How often a reported title has the right code in the crosswalk: where an official title has the very same words,
# theirs and the classification’s agree this often.
LABELS_OF_REPORTED = 0.75
# With the first a confidence is the share itself; with the second it says whether a known title has the same words.
BARE = Calibration(1.0, 0.0)
TELLING = Calibration(0.0, -5.0, same_words=10.0)

type Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """First suggestions: log odds of their share, same words or not, right or not; how often the labels are right."""

    log_odds: Numbers
    same_words: Numbers
    right: NDArray[np.bool_]
    labels: float


def show_fit(folder: Path) -> None:
    """Print the curves that fit best the indexes in ``folder``."""
    for kind in ("basic", "full"):
        coder = load_coder(folder / kind)
        alone = [_sample(replace(coder, embedder=None), name) for name in SETS]
        slope, offset, same_words = _best(
            alone, lambda s, c: c[0] * s.log_odds + c[1] + c[2] * s.same_words, 3
        )
        print(kind, f"{slope=:.2f} {offset=:.2f} {same_words=:.2f}", flush=True)
        helped = [_sample(coder, name, "+embedder") for name in SETS]
        before = Calibration(slope, offset, same_words)
        print(kind, f"embedded={_best(helped, _added_to(before), 1)[0]:.2f}", flush=True)


def _added_to(before: Calibration) -> Callable[[Sample, Numbers], Numbers]:
    return lambda sample, curve: (
        before.slope * sample.log_odds + before.offset + before.same_words * sample.same_words + curve[0]
    )


def _best(samples: Sequence[Sample], curve: Callable[[Sample, Numbers], Numbers], size: int) -> list[float]:
    """Return the numbers with which ``curve`` fits best, each sample weighing as much as the others."""

    def loss(numbers: Numbers) -> float:
        total = 0.0
        for sample in samples:
            sure = sample.labels / (1 + np.exp(-curve(sample, numbers)))
            sure = np.clip(sure, 1e-9, 1 - 1e-9)
            total -= float(np.where(sample.right, np.log(sure), np.log(1 - sure)).mean())
        return total

    start = np.array([1.0, 0.0, 0.0])[:size] if size > 1 else np.zeros(1)
    return [float(n) for n in minimize(loss, start, method="Nelder-Mead", options={"maxiter": 4000}).x]


def _sample(coder: Coder, name: str, method: str = "") -> Sample:
    """Return the answers to a set of titles, those of a ``method`` only."""
    bare, telling = replace(coder, calibration=BARE), replace(coder, calibration=TELLING)
    rows = []
    for asked in filter(lambda asked: asked.for_tuning, SETS[name]()):
        given = bare.code(asked.text)
        if given.suggestions and given.method.endswith(method):
            rows.append((score(asked, given), _has_same_words(telling, asked)))
    shares = np.clip([first.confidence for first, _ in rows], 1e-3, 1 - 1e-3)
    labels = LABELS_OF_REPORTED if name == REPORTED else 1.0
    same_words = np.array([float(same) for _, same in rows])
    return Sample(
        np.log(shares / (1 - shares)), same_words, np.array([first.first for first, _ in rows]), labels
    )


def _has_same_words(telling: Coder, asked: Asked) -> bool:
    return replace(telling, embedder=None).code(asked.text).confidence > BARE.confidence(0.5)
