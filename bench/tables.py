"""How long an empty database takes to get its tables: at once, or migration by migration: ``python -m bench.tables``.

On SQLite, in a new process and folder for each, in seconds of the processor (docs/adr/0142).
"""

import os
import subprocess
import sys
import tempfile

_RUN = """
import sys, time
from unittest.mock import patch
from parcours.cli.site.ready import prepare
prepare()
from parcours.core import schema
with patch.object(schema, "is_empty", lambda _connection: sys.argv[1] == "at once"):
    before = time.process_time()
    schema.apply_missing()
    print(time.process_time() - before)
"""


def seconds(way: str) -> float:
    """Return how many seconds of the processor the tables take."""
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        own = {"PARCOURS_DATA": folder, "PARCOURS_URL": "http://127.0.0.1:8000"}
        done = subprocess.run(
            [sys.executable, "-c", _RUN, way],
            env=os.environ | own,
            capture_output=True,
            text=True,
            check=True,
        )
    return float(done.stdout.splitlines()[-1])


def main() -> None:
    """Measure both, and say it."""
    at_once, in_turn = seconds("at once"), seconds("migration by migration")
    print(
        f"at once {at_once:.2f} s, migration by migration {in_turn:.2f} s: {in_turn / at_once:.0f} times as long"
    )


if __name__ == "__main__":
    main()
