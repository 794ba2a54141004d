"""A second opinion from a multilingual model: the known titles nearest in meaning vote.

Any model will do that turns texts into vectors of length one whose product says how alike they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from parcours.engine.occupations.title_index import Origin, TitleArrays

type Vectors = NDArray[np.floating]
type Encode = Callable[[Sequence[str]], Vectors]
"""Texts (n) to their vectors (n, size)."""


@dataclass(frozen=True)
class Embedder:
    """Votes with ``vectors`` of the titles that `spoken_for` names, in its order; made by the same ``encode``.

    Called with a text, gives the probability of each unit group, in the order of `TitleArrays.codes`.
    ``sharpness``: how much more a nearer title says. Both numbers were chosen on hand-made titles.
    """

    arrays: TitleArrays
    vectors: Vectors
    encode: Encode
    nearest: int = 30
    sharpness: float = 60.0

    def __call__(self, text: str) -> Vectors:
        """Return the share of each unit group among the votes of the nearest titles."""
        alike = self._exact_vectors @ self.encode([text])[0].astype(np.float32)
        near = np.argsort(-alike, kind="stable")[: self.nearest]
        votes = np.exp(self.sharpness * (alike[near] - alike[near[0]]))
        titles = self._titles[near]
        votes = votes * self.arrays.title_shares[titles]
        share = np.bincount(self.arrays.title_codes[titles], votes, len(self.arrays.codes))
        return np.asarray(share / share.sum(), dtype=np.float32)

    @cached_property
    def _exact_vectors(self) -> NDArray[np.float32]:
        # Products of half-precision numbers are slow.
        return np.asarray(self.vectors, dtype=np.float32)

    @cached_property
    def _titles(self) -> NDArray[np.intp]:
        return spoken_for(self.arrays)


def spoken_for(arrays: TitleArrays) -> NDArray[np.intp]:
    """Return the titles that are turned into vectors: class titles and the project’s own, not the official ones.

    They are enough for other languages, and sixty thousand titles would take ten minutes.
    """
    return np.flatnonzero(arrays.title_origins != Origin.OFFICIAL)


def embed(arrays: TitleArrays, encode: Encode, batch: int = 64) -> NDArray[np.float16]:
    """Return the vectors of the titles that `spoken_for` names. A hundredth of a second a title."""
    texts = [arrays.title(int(number)) for number in spoken_for(arrays)]
    different = list(dict.fromkeys(texts))
    parts = [encode(different[at : at + batch]) for at in range(0, len(different), batch)]
    place = {text: at for at, text in enumerate(different)}
    return np.concatenate(parts).astype(np.float16)[[place[text] for text in texts]]
