"""Which row said something first."""

from parcours.accounts.imports.seen import seen_before


def test_the_first_row_is_remembered_and_each_record_is_its_own() -> None:
    with seen_before() as seen:
        assert [seen.first("a", 2), seen.first("b", 3), seen.first("a", 4)] == [2, 3, 2]
    with seen_before() as other:
        assert other.first("a", 9) == 9
