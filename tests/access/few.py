"""Addresses a few at a time: a test of its own for each would sign everybody in, and copy both worlds, each time."""

from collections.abc import Sequence
from itertools import batched

import pytest

from tests.access.addresses import Address

A_FEW = 8


def few_at_once(addresses: Sequence[Address]) -> pytest.MarkDecorator:
    """Give a test a few of the addresses, as ``some``: it goes through all of them and says what is wrong with each.

    It is called after all of them, so that ``-k`` finds each.
    """
    parts = [*batched(addresses, A_FEW)]
    return pytest.mark.parametrize(
        "some", parts, ids=[" ".join(address.name for address in some) for some in parts]
    )
