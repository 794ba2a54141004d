import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.tables.text import fold, neutralise, restore, trim


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Années d’expérience ", "annees d experience"),
        ("ŒUVRE_Straße", "oeuvre strasse"),
        ("C++", "c++"),
        ("C#", "c#"),
        ("Łódź – Đà Nẵng", "lodz da nang"),
        ("---", ""),
        ("软件 工程师", "软件 工程师"),
    ],
)
def test_what_is_compared(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["\u00a0 a b\t\r\n", "\ufeffa b\u200b", "a b", " a b "])
def test_invisible_ends_are_trimmed(text: str) -> None:
    assert trim(text) == "a b"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "|", "%", "\t", "\r"])
@pytest.mark.parametrize("before", ["", " ", "\ufeff", "\x01\x1f", "\u00a0\u200b"])
def test_what_could_be_a_formula_gets_an_apostrophe(sign: str, before: str) -> None:
    assert neutralise(f"{before}{sign}1") == f"'{before}{sign}1"


@pytest.mark.parametrize("text", ["", "a=1", "l’eau", "'quoted", "12", "\nnew line", "é-mail"])
def test_other_text_is_left_alone(text: str) -> None:
    assert (neutralise(text), restore(text)) == (text, text)


@given(st.text(alphabet=st.sampled_from("'=+-@|%\t\r \ufeffa1") | st.characters()))
def test_what_is_written_is_read_back(text: str) -> None:
    assert restore(neutralise(text)) == text
