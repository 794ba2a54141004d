import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.engine.occupations.title_words import (
    LONGEST_TEXT,
    feature_keys,
    features_of,
    head_last,
    plain_text,
    read_title,
    runs_of,
    title_key,
)

GROUPS = {"PM": ("41",), "IT": ("212",)}


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Ingénieur civil/ingénieure civile", "ingénieur(e) civil(e)"),
        ("engineer, civil", "Civil Engineers"),
        ("Sr. Civil Engr.", "civil engineer"),
        ("Program Officer (PM-02)", "program officer"),
        ("HR Adviser", "human resources advisor"),
        ("<b>nurse</b> &amp; midwife", "nurse and midwife"),
    ],
)
def test_two_ways_to_write_a_title_have_the_same_words(text: str, same: str) -> None:
    assert title_key(read_title(text, GROUPS).stems) == title_key(read_title(same).stems)


def test_group_and_level_are_set_aside_when_the_group_is_known() -> None:
    title = read_title("IT-03 Technical Advisor (PM-02)", GROUPS)

    assert (title.group, title.set_aside) == ("IT", ("IT-03", "PM-02"))
    assert read_title("B-52 mechanic", GROUPS).group == ""
    assert read_title("QA-2 tester", GROUPS).group == ""


def test_the_workplace_is_set_aside() -> None:
    assert read_title("welder at Acme Ltd").set_aside == ("Acme Ltd",)
    assert read_title("soudeuse chez Exemple").stems == read_title("soudeur").stems


def test_a_school_principal_keeps_the_title() -> None:
    assert read_title("school principal").set_aside == ()
    assert read_title("agent de programme principal").set_aside == ("principal",)
    assert read_title("principal engineer").set_aside == ("principal",)


def test_a_company_alone_is_an_employer() -> None:
    assert read_title("Acme Ltd").employer_only is True
    assert read_title("welder").employer_only is False


@given(st.text(max_size=2 * LONGEST_TEXT))
def test_any_text_can_be_read(text: str) -> None:
    assert len(plain_text(text)) <= LONGEST_TEXT
    assert all(read_title(text, GROUPS).stems)


def test_an_inverted_english_title_is_turned() -> None:
    assert head_last("Manager, Strategic Planning") == "Strategic Planning Manager"
    assert head_last("Gestionnaire, Planification") == "Gestionnaire, Planification"
    assert head_last("welder") == "welder"


def test_a_title_is_its_words_neighbours_ends_and_letters() -> None:
    assert features_of(("arc", "weld")) == [
        *("=arc", "=weld", "+arc weld", "<arc", ">weld"),
        *("_ar", "arc", "rc_", "_arc", "arc_"),
        *("_we", "wel", "eld", "ld_", "_wel", "weld", "eld_"),
    ]
    assert features_of(()) == []


def test_ideographs_are_read_one_by_one_and_in_pairs() -> None:
    assert runs_of("会计师") == ("会", "计", "师", "会计", "计师")


def test_keys_are_sorted_and_once_each() -> None:
    keys = feature_keys(("arc", "arc"))

    assert (np.diff(keys.astype(np.int64)) > 0).all()
    assert len(feature_keys(())) == 0
