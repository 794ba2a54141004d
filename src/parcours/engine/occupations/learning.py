"""Learn from titles whose code is known which features speak for which unit group.

A title is the weighted mean of vectors, one a feature; a softmax over the unit groups reads it (the model of
Joulin et al. 2017, “Bag of tricks for efficient text classification”). AdaGrad steps, with decay of the vectors
that are touched. No randomness without the seed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Rows:
    """Titles as rows of a sparse matrix: ``columns[starts[i]:starts[i+1]]`` are the features of title ``i``."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    weights: Floats

    def take(self, chosen: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32], Floats]:
        """Return the starts, columns and weights of the ``chosen`` rows, none of them empty."""
        lengths = self.starts[chosen + 1] - self.starts[chosen]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(starts[-1]) + np.repeat(self.starts[chosen] - starts[:-1], lengths)
        return starts, self.columns[places], self.weights[places]


@dataclass(frozen=True, slots=True)
class Training:
    """How to learn; chosen on titles held out by word set and on reported titles."""

    size: int = 64
    rounds: int = 5
    batch: int = 64
    step: float = 0.3
    decay: float = 3.3e-3
    hidden: float = 0.2
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """``vectors``: features by size; ``readers``: size by codes; ``base``: codes."""

    vectors: Floats
    readers: Floats
    base: Floats


def learn(
    rows: Rows,
    answers: NDArray[np.int64],
    importance: Floats,
    shape: tuple[int, int],
    training: Training | None = None,
    tell: Callable[[float], None] = lambda _: None,
) -> Model:
    """Return the model of ``rows``, each with its answer and importance; ``shape`` counts features and codes.

    ``tell`` hears the share done, from 0 to 1. About ten seconds for sixty thousand titles.
    """
    training = training or Training()
    rng = np.random.default_rng(training.seed)
    features, codes = shape
    vectors = rng.normal(0, 0.5 / np.sqrt(training.size), (features, training.size)).astype(np.float32)
    model = Model(vectors, np.zeros((training.size, codes), np.float32), np.zeros(codes, np.float32))
    seen = (np.full(features, 1e-6, np.float32), np.full(model.readers.shape, 1e-6, np.float32))
    count = len(answers)
    for done in range(training.rounds):
        order = rng.permutation(count)
        for start in range(0, count, training.batch):
            chosen = order[start : start + training.batch]
            rate = np.float32(1 - (done + start / count) / training.rounds)
            kept = rng.random((len(chosen), training.size), dtype=np.float32) > training.hidden
            scaled = (kept / (1 - training.hidden)).astype(np.float32)
            _step(
                model, seen, (rows.take(chosen), answers[chosen], importance[chosen], scaled), rate, training
            )
        tell((done + 1) / training.rounds)
    return model


type Batch = tuple[
    tuple[NDArray[np.int64], NDArray[np.int32], Floats], NDArray[np.int64], Floats, NDArray[np.float32]
]


def _step(model: Model, seen: Sequence[Floats], batch: Batch, rate: np.float32, training: Training) -> None:
    """Move ``model`` a little towards the answers of one batch."""
    (starts, columns, weights), answers, importance, kept = batch
    hidden = np.add.reduceat(model.vectors[columns] * weights[:, None], starts[:-1]) * kept
    wrong = softmax(hidden @ model.readers + model.base)
    wrong[np.arange(len(answers)), answers] -= 1
    wrong *= importance[:, None]
    for_readers = hidden.T @ wrong
    for_hidden = (wrong @ model.readers.T) * kept
    seen[1][:] += for_readers**2
    step = training.step * rate
    np.subtract(model.readers, step * for_readers / np.sqrt(seen[1]), out=model.readers)
    np.subtract(model.readers, step * training.decay * model.readers, out=model.readers)
    np.subtract(model.base, 0.01 * rate * wrong.sum(axis=0), out=model.base)
    order = np.argsort(columns, kind="stable")
    changed, first = np.unique(columns[order], return_index=True)
    row_of = np.repeat(np.arange(len(answers)), np.diff(starts))[order]
    gradient = np.add.reduceat(for_hidden[row_of] * weights[order, None], first)
    seen[0][changed] += (gradient**2).mean(axis=1)
    move = step * gradient / np.sqrt(seen[0][changed])[:, None]
    model.vectors[changed] = model.vectors[changed] * (1 - step * training.decay) - move


def softmax(scores: Floats) -> Floats:
    """Return the probabilities of ``scores`` along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)
