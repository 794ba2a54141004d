"""What the linter forbids, seen to be forbidden where it should be, and allowed where it may be."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUFF = str(Path(sys.executable).with_name("ruff"))


def banned(file: str, source: str) -> list[str]:
    """The codes of the import bans that ``source`` would break as ``file``."""
    command = [
        RUFF,
        "check",
        "--select",
        "PLC0415,TID251",
        "--output-format",
        "json",
        "--stdin-filename",
        file,
    ]
    done = subprocess.run(
        [*command, "-"], input=source, cwd=ROOT, capture_output=True, text=True, check=False
    )
    return [finding["code"] for finding in json.loads(done.stdout)]


BANNED = [
    "from django.http import HttpRequest",
    "from django.shortcuts import render",
    "from django.contrib import messages",
    "from django.dispatch import receiver",
    "from django.db.models.signals import post_save",
    "from django.db.models import signals",
]


@pytest.mark.parametrize("line", BANNED)
def test_requests_and_signals_live_in_web_and_api(line: str) -> None:
    files = ["src/parcours/people/actions.py", "src/parcours/web/views.py", "src/parcours/api/views.py"]
    assert [banned(file, f"{line}\n") for file in files] == [["TID251"], [], []]


def test_nothing_is_imported_inside_a_function() -> None:
    assert banned("src/parcours/core/x.py", "def work():\n    import os\n") == ["PLC0415"]
    assert banned("src/parcours/core/x.py", "import os\n\ndef work():\n    os.getcwd()\n") == []
