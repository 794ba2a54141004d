"""When the last backup was made: noted in the data folder, so that it is known whatever the database is."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

OLD = timedelta(hours=48)


def _note() -> Path:
    return Path(settings.DATA) / "last_backup.json"


def noted(file: Path, made_at: datetime) -> None:
    """Note that the backup ``file`` is whole and in its place."""
    draft = _note().with_suffix(".part")
    draft.write_text(json.dumps({"file": str(file), "made_at": made_at.isoformat()}) + "\n", encoding="utf-8")
    draft.replace(_note())


def age() -> timedelta | None:
    """Return how long ago the last backup was made; None where none was."""
    try:
        said = json.loads(_note().read_text(encoding="utf-8"))
        return timezone.now() - datetime.fromisoformat(said["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
