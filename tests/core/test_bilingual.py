"""A bilingual value in the reader's language, or in the other."""

import pytest

from parcours.core.bilingual import in_language, language_shown


@pytest.mark.parametrize(
    ("english", "french", "language", "text", "shown"),
    [
        ("City", "Ville", "en", "City", "en"),
        ("City", "Ville", "fr-ca", "Ville", "fr"),
        ("City", "", "fr", "City", "en"),
        ("", "Ville", "en", "Ville", "fr"),
        ("", "", "fr", "", "en"),
    ],
)
def test_the_reader_s_language_first(english: str, french: str, language: str, text: str, shown: str) -> None:
    assert in_language(english, french, language) == text
    assert language_shown(english, french, language) == shown
