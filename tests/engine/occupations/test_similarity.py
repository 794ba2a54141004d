import numpy as np
import pytest

from parcours.engine.occupations.similarity import BY_DIGITS, RATED, Likeness, Ratings, Similarity

CODES = ("21300", "21301", "21310", "22300", "31301", "73300")
SKILLS = tuple(f"skill {letter}" for letter in "abcdefghijkl")


def skills() -> Ratings:
    """Two engineers and a technician rated alike, a nurse otherwise; the other engineer and the driver not rated."""
    engineer = [5, 5, 5, 4, 4, 4, 3, 3, 2, 1, 0, 0]
    nurse = [1, 0, 0, 1, 2, 2, 3, 4, 4, 5, 5, 5]
    profiles = ["21300.01", "21300.02", "21301.00", "22300.00", "31301.00"]
    values = np.array(
        [engineer, engineer, [5, 5, 4, 4, 4, 4, 3, 3, 1, 2, 0, 0], engineer, nurse], dtype=float
    )
    values[1, 0] = 3
    return Ratings.of_profiles("skills", SKILLS, profiles, values)


RATED_ONES = Similarity.of(CODES, [skills()])
UNRATED = Similarity.of(reversed(CODES))


@pytest.mark.parametrize(
    ("other", "digits"), [("21300", 5), ("21301", 4), ("21310", 3), ("22300", 1), ("31301", 0)]
)
def test_without_ratings_the_digits_decide(other: str, digits: int) -> None:
    assert UNRATED.between("21300", other) == Likeness("21300", other, BY_DIGITS[digits], digits)


def test_two_digits_in_common_are_a_major_group() -> None:
    assert Similarity.of(["21300", "21200"]).between("21300", "21200").similarity == BY_DIGITS[2]


@pytest.mark.parametrize("similarity", [RATED_ONES, UNRATED])
def test_it_is_symmetric_within_bounds_and_one_for_itself(similarity: Similarity) -> None:
    table = [[similarity.between(a, b).similarity for b in CODES] for a in CODES]

    assert table == [list(row) for row in zip(*table, strict=True)]
    assert [table[i][i] for i in range(len(CODES))] == [1.0] * len(CODES)
    assert min(map(min, table)) >= 0
    assert [(i, j) for i in range(6) for j in range(6) if i != j and table[i][j] >= 1] == []


def test_profiles_of_a_unit_group_are_averaged() -> None:
    assert skills().codes == ("21300", "21301", "22300", "31301")
    assert skills().values[0, 0] == 4.0


def test_ratings_bring_occupations_of_one_field_together() -> None:
    technician, nurse = RATED_ONES.between("21300", "22300"), RATED_ONES.between("21300", "31301")

    assert technician.profile is not None
    assert technician.similarity == pytest.approx((1 - RATED) * 0.1 + RATED * technician.profile)
    assert technician.profile > 0.8
    assert (nurse.profile, nurse.similarity) == (0.0, 0.0)


def test_an_occupation_without_ratings_is_compared_by_digits() -> None:
    for other in ("21310", "73300"):
        likeness = RATED_ONES.between("21300", other)
        assert (likeness.profile, likeness.shared) == (None, {})
        assert RATED_ONES.between(other, "21300").similarity == likeness.similarity


def test_the_strongest_in_common_are_named_in_the_order_of_the_first() -> None:
    strongest = skills().strongest("22300")
    shared = RATED_ONES.between("22300", "31301").shared["skills"]

    assert len(strongest) == 10
    assert sorted(shared) == [f"skill {letter}" for letter in "adefghij"]
    assert shared == tuple(name for name in strongest if name in shared)


def test_of_equal_ratings_the_rarer_is_the_stronger() -> None:
    values = np.array([[3.0, 3.0], [3.0, 0.0]])
    rare = Ratings.of_profiles("skills", ["common", "rare"], ["21300.00", "21301.00"], values)

    assert rare.strongest("21300") == ("rare", "common")


def test_neighbours_come_nearest_first_and_equals_by_code() -> None:
    assert [n.other for n in UNRATED.neighbours("21300")] == ["21301", "21310", "22300", "31301", "73300"]
    assert [n.other for n in RATED_ONES.neighbours("21300", 2)] == ["21301", "22300"]


def test_a_rating_that_is_the_same_everywhere_says_nothing() -> None:
    same = Ratings.of_profiles("skills", ["a", "b"], ["21300.00", "21301.00"], np.ones((2, 2)))

    assert Similarity.of(["21300", "21301"], [same]).between("21300", "21301").profile == 0.0


def test_a_code_that_is_not_there_is_said() -> None:
    with pytest.raises(KeyError, match="99999"):
        UNRATED.between("99999", "21300")
    with pytest.raises(KeyError, match="99999"):
        UNRATED.neighbours("99999")
