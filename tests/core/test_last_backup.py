"""When the last backup was made."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from pytest_django.fixtures import Settings

from parcours.core import last_backup


def test_a_note_that_is_missing_or_nonsense_says_nothing(tmp_path: Path, settings: Settings) -> None:
    settings.DATA = tmp_path
    assert last_backup.age() is None
    for nonsense in ("", "[]", "{}", '{"made_at": 5}', '{"made_at": "soon"}'):
        (tmp_path / "last_backup.json").write_text(nonsense, encoding="utf-8")
        assert last_backup.age() is None


def test_the_last_note_counts(tmp_path: Path, settings: Settings) -> None:
    settings.DATA = tmp_path
    now = timezone.now()
    last_backup.noted(tmp_path / "a.zip", now - timedelta(days=3))
    last_backup.noted(tmp_path / "b.zip", now - timedelta(days=1))
    age = last_backup.age()
    assert age is not None
    assert age // timedelta(days=1) == 1
