"""Which texts can be the number of a row."""

from parcours.web.numbers import row_numbers


def test_what_no_row_can_have_is_left_out() -> None:
    written = ["7", "0", "-1", "", "²", "٣", "a", str(2**63 - 1), str(2**63), "9" * 400]
    assert row_numbers(written) == [7, 0, 3, 2**63 - 1]
