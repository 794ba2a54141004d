"""Text in columns of a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.reporting.proposal.columns import columns, cut, padded, plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Amélie", "Amélie"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\x1b[31mred\x1b[0m\x07", "[31mred[0m"),
        ("right\u202eto left", "rightto left"),
    ],
)
def test_a_terminal_obeys_nothing(text: str, said: str) -> None:
    assert plain(text) == said


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("李明", 4), ("e\u0301", 1), ("", 0)])
def test_letters_are_as_wide_as_they_look(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("ab cdef", 4, "ab…"),
        ("李明李明", 5, "李明…"),
        ("abc", 0, "…"),
    ],
)
def test_long_text_is_cut(text: str, most: int, said: str) -> None:
    assert cut(text, most) == said


@given(st.text(st.characters(categories=["L", "N", "M"])), st.integers(2, 40))
def test_padded_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert columns(padded(text, width)) == width
