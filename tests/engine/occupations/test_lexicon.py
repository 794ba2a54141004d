import pytest

from tests.engine.occupations.small_index import WORDS


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Ingeniera civil", "engineer civil"),
        ("analista, recursos humanos", "analista, human resources"),
        ("Maschinenbauingenieurin", "mechanical engineer"),
        ("Bauingenieur", "bau engineer"),
        ("土木工程师", "civil engineer"),
        ("老土木", "老 civil"),
        ("土木老", "civil 老"),
        ("المهندس", "engineer"),
        ("العامل", "العامل"),
        ("", ""),
    ],
)
def test_words_are_put_into_english_one_by_one(text: str, english: str) -> None:
    assert WORDS.translate(text, lambda _: False) == english


def test_known_words_stay() -> None:
    assert WORDS.translate("ingeniero", lambda word: word == "ingeniero") == "ingeniero"
