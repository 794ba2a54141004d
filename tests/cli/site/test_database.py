"""What a process that serves hands on to those it makes: nothing that two of them would share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

LET_GO = """
import threading
from parcours.cli.site.ready import prepare
prepare()
from django.db import connection
from parcours.cli.site.database import answers, let_go
assert answers()
let_go()
print(connection.connection, [thread.name for thread in threading.enumerate()])
"""


@pytest.mark.slow
def test_no_connection_and_no_pool_is_left_open(tmp_path: Path) -> None:
    # On PostgreSQL, a pool keeps connections, and threads that look after them.
    env = os.environ | {"PARCOURS_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "parcours.config.settings"}
    run = subprocess.run([sys.executable, "-c", LET_GO], env=env, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "None ['MainThread']"
