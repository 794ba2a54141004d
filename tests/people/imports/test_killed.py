"""T61: an import that is killed (-9) anywhere and given again has every row once, on the database of the tests."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROUNDS = 20


@pytest.mark.slow  # each round forks real commands, which are killed
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="makes a site of its own; `make soak` does it on both"
)
def test_t61_an_import_that_is_killed_goes_on_and_no_row_is_lost_or_there_twice(
    tmp_path: Path, data_home: Path
) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARCOURS_", "COV_"))}
    kept.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "tools.drills.imports", str(tmp_path), str(ROUNDS), "1"],
        env=kept
        | {
            "XDG_DATA_HOME": str(data_home),
            "PARCOURS_DATA": str(tmp_path / "site"),
            "DJANGO_SETTINGS_MODULE": "parcours.config.settings",
        },
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr[-2000:] if done.returncode else "") == (0, "")
    ended = json.loads(done.stdout.splitlines()[-1])
    assert (sum(ended.values()), ended["killed several times"] > 0) == (ROUNDS, True)
