"""An environment of its own for `mentor-match`, whose package is called `matching` and needs another `munkres`."""

import shutil
import subprocess
import sys
from pathlib import Path

from bench.children import ROOT

MENTOR_MATCH = "7.0.1"


def environment(munkres: str) -> Path:
    """Return the Python that has `mentor-match` with this version of `munkres`, made if it is not there yet."""
    folder = ROOT / ".tools/bench" / f"mentor-match-{MENTOR_MATCH}-munkres-{munkres}"
    python = folder / "bin/python"
    if not (folder / "complete").exists():
        own = ROOT / ".tools/uv/bin/uv"
        uv = str(own) if own.exists() else shutil.which("uv") or "uv"
        wanted = [f"mentor-match=={MENTOR_MATCH}", f"munkres=={munkres}"]
        subprocess.run(
            [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)], check=True
        )
        subprocess.run([uv, "pip", "install", "--quiet", "--python", str(python), *wanted], check=True)
        (folder / "complete").touch()
    return python
