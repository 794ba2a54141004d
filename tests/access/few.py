"""Addresses a few at a time: a test of its own for each would sign everybody in, and copy both worlds, each time."""

from collections.abc import Sequence
from itertools import batched

import pytest

from tests.access.addresses import Address

A_FEW = 8


def few_at_once(addresses: Sequence[Address], number: int = A_FEW) -> pytest.MarkDecorator:
    """Give a test up to ``number`` addresses, as ``some``: it goes through all, and says what is wrong with each.

    It is called after all of them, so that ``-k`` finds each.
    """
    parts = [*batched(addresses, number)]
    return pytest.mark.parametrize(
        "some", parts, ids=[" ".join(address.name for address in some) for some in parts]
    )
