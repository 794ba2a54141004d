"""Environments of their own, for what must not stand beside the packages of the project.

`mentor-match` calls its package `matching` and needs another `munkres`; `locust` changes how
Python waits, and comes into every test.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
MENTOR_MATCH = "7.0.1"
LOCUST = "2.47.0"


def environment(*wanted: str) -> Path:
    """Return the Python that has the packages ``wanted`` (each as name==version), made if it is not there yet."""
    folder = ROOT / ".tools/bench" / "-".join(part.replace("==", "-") for part in wanted)
    python = folder / "bin/python"
    if not (folder / "complete").exists():
        own = ROOT / ".tools/uv/bin/uv"
        uv = str(own) if own.exists() else shutil.which("uv") or "uv"
        subprocess.run(
            [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)], check=True
        )
        subprocess.run([uv, "pip", "install", "--quiet", "--python", str(python), *wanted], check=True)
        (folder / "complete").touch()
    return python


def mentor_match(munkres: str) -> Path:
    """Return the Python that has `mentor-match` with this version of `munkres`."""
    return environment(f"mentor-match=={MENTOR_MATCH}", f"munkres=={munkres}")
