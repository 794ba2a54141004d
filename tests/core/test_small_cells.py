"""No count below the threshold can be told from another one."""

from hypothesis import given
from hypothesis import strategies as st

from parcours.core.small_cells import BASE, SMALLEST, published


@given(st.integers(0, SMALLEST - 1))
def test_a_small_group_is_withheld(count: int) -> None:
    assert published(count) is None


@given(st.integers(SMALLEST, 100_000))
def test_a_larger_group_is_rounded_and_near(count: int) -> None:
    shown = published(count)
    assert shown is not None
    assert (shown % BASE, abs(shown - count) <= BASE // 2) == (0, True)
