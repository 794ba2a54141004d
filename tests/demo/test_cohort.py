from collections import Counter
from pathlib import Path

import pytest

from parcours.demo import people
from parcours.demo.cohort import MENTEE_COLUMNS, MENTOR_COLUMNS, Row, sample_cohort
from parcours.engine.occupations.taxonomy import ReadingStatus
from parcours.matching.occupations import How, understand
from parcours.reference.coder_index import load_coder
from parcours.reference.languages import language_code
from parcours.reference.noc import load_taxonomy
from parcours.reference.provinces import province_code

LANGUAGES = ("en", "fr")


def parts(cell: str) -> list[str]:
    return [part for part in cell.split("; ") if part]


def everybody(lang: str) -> list[Row]:
    mentees, mentors = sample_cohort(lang=lang)
    return [*mentees, *mentors]


def test_the_same_seed_gives_the_same_people_and_another_gives_others() -> None:
    assert sample_cohort() == sample_cohort()
    assert sample_cohort(seed=1) != sample_cohort(seed=2)


@pytest.mark.parametrize(("mentees", "mentors"), [(40, 36), (1, 1), (0, 0), (3, 0), (1200, 900)])
def test_as_many_as_asked_each_with_every_column_and_an_id_of_its_own(mentees: int, mentors: int) -> None:
    seekers, helpers = sample_cohort(mentees, mentors)
    assert (len(seekers), len(helpers)) == (mentees, mentors)
    assert all(tuple(row) == MENTEE_COLUMNS for row in seekers)
    assert all(tuple(row) == MENTOR_COLUMNS for row in helpers)
    assert len({row["id"] for row in (*seekers, *helpers)}) == mentees + mentors
    assert len({row["email"] for row in (*seekers, *helpers)}) == mentees + mentors


@pytest.mark.parametrize("lang", LANGUAGES)
def test_occupations_are_codes_then_titles_then_people_s_own_words(lang: str) -> None:
    noc = load_taxonomy()
    texts = [text for row in everybody(lang) for text in parts(row["occupation"])]
    own = {words[lang == "fr"] for words in (*people.OWN_WORDS.values(), people.UNSURE)}
    assert {text for text in texts if noc.read(text).code is None} == own
    manners = Counter(noc.read(text).status for text in texts)
    assert [manner for manner, _ in manners.most_common()] == [
        ReadingStatus.CODE,
        ReadingStatus.TITLE,
        ReadingStatus.UNKNOWN,
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_some_words_are_sure_and_some_for_a_person_to_choose(lang: str, data_home: Path) -> None:
    texts = {text for row in everybody(lang) for text in parts(row["occupation"])}
    found = understand(texts, load_taxonomy(), lambda: load_coder(data_home / "parcours/occupations"))
    ways = Counter(one.how for one in found.values())
    assert ways[How.CODER] >= 3
    assert found[people.UNSURE[lang == "fr"]].how is How.OPEN


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_and_place_is_known(lang: str) -> None:
    rows = everybody(lang)
    spoken = [part.partition(":") for row in rows for part in parts(row["languages"])]
    assert [name for name, _, _ in spoken if language_code(name) is None] == []
    assert {int(level) for _, _, level in spoken if level} <= set(range(1, 13))
    assert [row["province"] for row in rows if row["city"] and not province_code(row["province"])] == []
    assert [row["province"] for row in rows if not row["city"] and row["province"]] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_in_the_language_of_the_file(lang: str) -> None:
    french = lang == "fr"
    rows = everybody(lang)
    meeting = {word for row in rows for word in parts(row["meeting"])}
    available = {word for row in rows for word in parts(row["availability"])}
    topics = {word for row in rows for word in parts(row.get("goals", "") + row.get("offers", ""))}
    assert meeting == {words[french] for words in people.MEETINGS.values()}
    assert available == {words[french] for words in people.AVAILABILITIES.values()}
    assert topics <= {words[french] for words in people.TOPICS}
    assert {row["department"] for row in rows if row.get("department")} <= {
        words[french] for words in people.DEPARTMENTS.values()
    }
    assert any("," in row["years_experience"] for row in rows) == french
    assert any("." in row["years_experience"] for row in rows) != french


def test_the_sample_shows_what_a_cohort_is_made_of() -> None:
    mentees, mentors = sample_cohort()
    filled = Counter(column for row in (*mentees, *mentors) for column, cell in row.items() if cell)
    assert sum(bool(row["locked_with"]) for row in mentees) == 1
    assert filled["prefers"] >= 4
    assert filled["avoid"] >= 1
    assert filled["background_matters"] >= 2
    assert filled["minimum"] == 1
    assert {row["capacity"] for row in mentors} >= {"1", "2", "3"}
    for column in ("years_experience", "availability"):
        assert 60 <= filled[column] < 76
    assert filled["agency"] == filled["goals"] == filled["waiting_since"] == 40


def test_wishes_and_locks_name_people_of_the_other_side() -> None:
    mentees, mentors = sample_cohort(300, 250)
    seekers, helpers = ({row["id"]: row for row in side} for side in (mentees, mentors))
    for side, others in ((mentees, helpers), (mentors, seekers)):
        assert {id_ for row in side for id_ in parts(row["prefers"])} <= others.keys()
    (locked,) = (row for row in mentees if row["locked_with"])
    assert helpers[locked["locked_with"]]["minimum"] == "1"
    assert helpers[locked["locked_with"]]["capacity"] != "0"
    assert helpers[locked["locked_with"]]["city"] == locked["city"]


def test_addresses_belong_to_nobody() -> None:
    assert [row["email"] for row in everybody("en") if not row["email"].endswith("@example.org")] == []
    assert all(row["email"].isascii() for row in everybody("en"))
