import pytest

from parcours.tables.cells import Bad
from parcours.tables.cohort.languages import read_languages

CODES = {
    "en": "en", "english": "en", "anglais": "en", "fr": "fr", "french": "fr", "francais": "fr",
    "es": "es", "spanish": "es", "zh": "zh", "mandarin": "zh", "mandarin chinese": "zh",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("", {}), ("n/a", {}), ("en", {"en": None}), ("EN; FR", {"en": None, "fr": None}), ("en:8", {"en": 8}),
        ("English: 8", {"en": 8}), ("French (NCLC 7)", {"fr": 7}), ("anglais CLB 8", {"en": 8}),
        ("English CLB8", {"en": 8}),
        ("français - 7", {"fr": 7}), ("fr (niveau 12)", {"fr": 12}), ("en-8", {"en": 8}),
        ("French NCLC: 5", {"fr": 5}),
        ("anglais, français / espagnol (2)\nmandarin", {"en": None, "fr": None, "espagnol": 2, "zh": None}),
        ("English and French", {"en": None, "fr": None}), ("Anglais et français", {"en": None, "fr": None}),
        ("bilingue", {"en": None, "fr": None}), ("Bilingual (English/French)", {"en": None, "fr": None}),
        ("en:6; English 8; en", {"en": 8}), ("en-CA; fr_CA", {"en": None, "fr": None}),
        ("Mandarin Chinese", {"zh": None}),
        ("Klingon: 3", {"klingon": 3}), ("x" * 200, {"x" * 200: None}), (";;", {}),
        ("en;; -;fr", {"en": None, "fr": None}), ("Klingon B2", {"klingon b2": None}),
    ],
)  # fmt: skip
def test_languages_and_levels(text: str, levels: dict[str, int | None]) -> None:
    assert read_languages(text, CODES).levels == levels


@pytest.mark.parametrize("text", ["en:0", "en:13", "English 8.5", "en:-1", "8", "fr (NCLC 99)"])
def test_levels_off_the_scale(text: str) -> None:
    with pytest.raises(Bad) as bad:
        read_languages(text, CODES)
    assert (
        bad.value.what.format(**bad.value.params) == f"“{text}” is not a language with a level from 1 to 12."
    )


def test_what_is_not_understood_is_remarked() -> None:
    found = read_languages("Fluent English; French (B2); Klingon; anglais courant", CODES)
    assert found.levels == {"en": None, "fr": None, "klingon": None}
    assert (found.unknown, found.remarks) == (["Klingon"], ["fluent", "b2", "courant"])
