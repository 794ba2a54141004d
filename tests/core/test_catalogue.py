"""Messages are declared once, and say nothing that nobody gives them."""

import pytest

from parcours.core.catalogue import CATALOGUE, Entry, Example, declare, filled, one_line, paragraphs


def entry(key: str = "made.up", **fields: object) -> Entry:
    words = {"name": "N", "audience": "A", "trigger": "T", "subject": "S", "text": "Text"}
    return Entry(key=key, **{**words, **fields})  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parcours.core.catalogue.CATALOGUE", dict(CATALOGUE))


def test_a_key_is_declared_once() -> None:
    assert declare(entry()) == declare(entry())
    with pytest.raises(ValueError, match="declared twice"):
        declare(entry(subject="Another"))


def test_a_variable_that_nobody_declared_is_refused() -> None:
    assert entry(variables={"who": Example("Ana")}, subject="{who}").gaps == {"who"}
    with pytest.raises(ValueError, match="no variable who"):
        declare(entry(text="Hello {who}"))


def test_gaps_are_filled_with_what_is_given_and_nothing_else() -> None:
    assert filled("{a} and {b}", {"a": "{b}", "b": "2"}) == "{b} and 2"
    assert filled("{a.__class__} { a }", {"a": "1"}) == "{a.__class__} { a }"
    with pytest.raises(KeyError):
        filled("{unknown}", {})


def test_text_is_paragraphs_and_a_subject_is_one_line() -> None:
    assert paragraphs("One\nline.\n\n \nTwo.\n") == ["One line.", "Two."]
    assert one_line("Rôle\u00a0:  mentor\r\nBcc: evil\u2028") == "Rôle\u00a0: mentor Bcc: evil"


def test_an_example_is_in_the_reader_s_language() -> None:
    both = Example("mentor", "mentore")
    assert [both.in_language(code) for code in ("en", "fr", "fr-ca")] == ["mentor", "mentore", "mentore"]
    assert Example("203.0.113.7").in_language("fr") == "203.0.113.7"
