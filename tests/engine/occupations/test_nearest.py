from hypothesis import given
from hypothesis import strategies as st

from parcours.engine.occupations.nearest import TitleIndex

TITLES = {
    "21300": ("Civil engineers", "Ingénieurs civils/ingénieures civiles"),
    "21301": ("Mechanical engineers", "Ingénieurs mécaniciens/ingénieures mécaniciennes"),
    "22300": ("Civil engineering technologists and technicians", "Technologues en génie civil"),
    "31110": ("Dentists", "Dentistes"),
    "62200": ("Chefs", "Chefs"),
}
INDEX = TitleIndex(TITLES)


def test_a_title_is_nearest_to_itself_in_both_languages() -> None:
    for code, titles in TITLES.items():
        assert [INDEX.nearest(title, 1) for title in titles] == [(code,), (code,)]


def test_a_misspelling_finds_its_title_first() -> None:
    assert INDEX.nearest("civl enginer", 2) == ("21300", "21301")


def test_shared_words_come_before_shared_letters() -> None:
    assert INDEX.nearest("génie civil", 3) == ("22300", "21300", "21301")


def test_what_shares_nothing_is_left_out() -> None:
    assert INDEX.nearest("chefs", 5) == ("62200",)
    assert INDEX.nearest("", 5) == ()
    assert INDEX.nearest("会计", 5) == ()


def test_equals_come_in_the_order_of_their_codes() -> None:
    twins = TitleIndex(
        {"2": ("Cooks", "Cuisiniers"), "1": ("Cooks", "Cuisiniers"), "3": ("Bakers", "Boulangers")}
    )
    assert twins.nearest("cook", 2) == ("1", "2")
    assert twins.nearest("cook", 1) == ("1",)


def test_no_titles_nothing_near() -> None:
    assert TitleIndex({}).nearest("cook", 5) == ()


@given(st.text(max_size=60), st.integers(min_value=1, max_value=7))
def test_answers_are_distinct_codes_and_no_more_than_asked(text: str, n: int) -> None:
    found = INDEX.nearest(text, n)
    assert len(found) <= n
    assert len(set(found)) == len(found)
    assert set(found) <= set(TITLES)
    assert INDEX.nearest(text, len(TITLES))[:n] == found
