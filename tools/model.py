"""The multilingual model of the extra, beside .venv and not in it: ``tools.model.find_model()``.

Where its package can be imported, the first `parcours occupation` reads thousands of titles with it, which takes a
minute and a half. So it has a folder of its own under .tools, which whoever wants the model adds to the path
(docs/adr/0027).
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

from parcours.reference.multilingual import PACKAGE
from tools.bootstrap import find_uv

ROOT = Path(__file__).parents[1]
EXPORT = ("export", "--quiet", "--locked", "--no-dev", "--extra", "multilingual", "--no-emit-project")


def find_model() -> Path:
    """Return the folder that holds the package, as uv.lock has it; install it there the first time."""
    uv = find_uv()
    if uv is None:
        raise SystemExit("uv is not here. Run `make setup`.")
    locked = subprocess.run([uv, *EXPORT], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    release = re.search(rf"^{PACKAGE}==(\S+)", locked, re.MULTILINE)
    if release is None:
        raise SystemExit(f"uv.lock does not name {PACKAGE}.")
    folder = ROOT / ".tools/model" / release[1]
    if not folder.exists():
        _install(uv, locked, folder)
    return folder


def _install(uv: str, locked: str, folder: Path) -> None:
    """Install into ``folder``, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(dir=folder.parent))
    constraints = fresh / "locked.txt"
    constraints.write_text(locked, encoding="utf-8")
    install = ("pip", "install", "--quiet", "--python", sys.executable, "--target", fresh, "--no-deps")
    try:
        subprocess.run([uv, *install, "--constraints", constraints, PACKAGE], cwd=ROOT, check=True)
        fresh.rename(folder)
    except OSError:
        # Another process was quicker.
        if not folder.exists():
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
