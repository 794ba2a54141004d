import pytest

from parcours.engine.occupations.outcome import COMMENSURATE, OutcomeLevel, compare, overqualified


@pytest.mark.parametrize(
    ("before", "after", "level"),
    [
        # The same occupation, and another of the same minor group.
        ("21300", "21300", "in_field_at_level"),
        ("21300", "21301", "in_field_at_level"),
        ("65310", "65311", "in_field_at_level"),
        # The manager of one's field is of another minor group; TEER 0 and 1 are one level, both ways.
        ("21300", "20010", "related_at_level"),
        ("31301", "30010", "related_at_level"),
        ("20010", "21300", "related_at_level"),
        ("10010", "00012", "other_field_at_level"),
        # One step down in the same broad category is still at level, two are not.
        ("21300", "22300", "related_at_level"),
        ("20010", "22300", "related_at_level"),
        ("12200", "13110", "related_at_level"),
        ("31301", "33102", "in_field_below_level"),
        ("20010", "22221", "related_at_level"),
        ("21300", "21233", "related_at_level"),
        # Below TEER 3 nothing is at level in a related field, even for who was there before.
        ("13110", "14100", "in_field_below_level"),
        ("14100", "14200", "below_level"),
        ("15000", "14400", "below_level"),
        ("14100", "13110", "related_at_level"),
        # Another broad category.
        ("21300", "41200", "other_field_at_level"),
        ("21300", "00011", "other_field_at_level"),
        ("63200", "73300", "other_field_at_level"),
        ("75101", "65310", "other_field_at_level"),
        ("21300", "42201", "below_level"),
        ("31102", "75200", "below_level"),
        ("73300", "65100", "below_level"),
    ],
)
def test_the_first_rule_that_fits(before: str, after: str, level: str) -> None:
    assert compare(before, after) == level


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *((None, "21300"), ("21300", None), ("", "21300"), ("21300", ""), (None, None)),
        *(("2130", "21300"), ("21300", "29300"), ("21300", "engineer"), ("21300", "213000")),
    ],
)
def test_an_occupation_that_is_not_known_gives_no_level(before: str | None, after: str | None) -> None:
    assert compare(before, after) == OutcomeLevel.UNKNOWN


def test_a_target_widens_the_field_by_its_minor_group() -> None:
    assert compare("31102", "41200", targets=["41201"]) == OutcomeLevel.IN_FIELD_AT_LEVEL
    assert compare("31102", "42201", targets=["42202"]) == OutcomeLevel.IN_FIELD_BELOW_LEVEL
    assert compare("31102", "42201") == OutcomeLevel.BELOW_LEVEL


def test_a_related_occupation_counts_as_itself_only() -> None:
    assert compare("31102", "41404", related=["41404"]) == OutcomeLevel.IN_FIELD_AT_LEVEL
    assert compare("31102", "41403", related=["41404"]) == OutcomeLevel.OTHER_FIELD_AT_LEVEL
    assert compare("31102", "42201", related=["42201"]) == OutcomeLevel.RELATED_AT_LEVEL
    assert compare("31102", "43109", related=["43109"]) == OutcomeLevel.IN_FIELD_BELOW_LEVEL


def test_a_related_manager_is_of_the_field() -> None:
    assert compare("21300", "20010", related=["20010"]) == OutcomeLevel.IN_FIELD_AT_LEVEL
    assert compare("31301", "00013", related=["00013"]) == OutcomeLevel.IN_FIELD_AT_LEVEL


def test_a_licence_is_no_part_of_the_level() -> None:
    # A physician who waits for a licence: beside other physicians, at level; assisting, below.
    assert compare("31102", "31303") == OutcomeLevel.RELATED_AT_LEVEL
    assert compare("31102", "33101") == OutcomeLevel.IN_FIELD_BELOW_LEVEL


def test_an_own_practice_is_paid_work_like_any_other() -> None:
    # An accountant with clients of her own, and an engineer who drives a taxi of his own.
    assert compare("11100", "11100") == OutcomeLevel.IN_FIELD_AT_LEVEL
    assert compare("21300", "75200") == OutcomeLevel.BELOW_LEVEL


def test_three_levels_are_commensurate() -> None:
    assert [level in COMMENSURATE for level in OutcomeLevel] == [True, True, True, False, False, False]


@pytest.mark.parametrize(
    ("education", "after", "expected"),
    [
        ("bachelor", "65310", True),
        ("doctorate", "64100", True),
        ("professional", "75200", True),
        ("bachelor", "63200", False),
        ("college", "65310", False),
        ("unknown", "65310", None),
        ("prefer_not", "65310", None),
        ("", "65310", None),
        ("master", None, None),
        ("master", "6531", None),
    ],
)
def test_a_degree_where_high_school_is_enough(
    education: str, after: str | None, *, expected: bool | None
) -> None:
    assert overqualified(education, after) == expected
