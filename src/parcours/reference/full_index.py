"""The coder's index of the official titles: built when they are loaded, and again when its recipe changes."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile

from parcours.reference.coder_index import RECIPE, version_in, write_index
from parcours.reference.loaded import titles
from parcours.reference.store import parts_of

TITLES = "noc-titles"


def is_missing(folder: Path, reference: Path) -> bool:
    """Say whether titles are loaded in ``reference`` and the index in ``folder`` is not made of them.

    Raises what `parts_of` does.
    """
    version = version_in(folder)
    there = version.startswith(f"full-{RECIPE}-") and (folder / version).is_dir()
    return not there and bool(parts_of(reference, TITLES))


def build(folder: Path, reference: Path, tell: Callable[[float], None] = lambda _: None) -> None:
    """Build the index of the titles loaded in ``reference`` into ``folder``; ``tell`` hears the share done.

    In a process of its own with a single thread (`coder_index.ensure_index` says why). When this one is killed,
    nobody listens to the other any more, and it ends without having changed anything. Raises OSError.
    """
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "parcours.reference.full_index", str(folder), str(reference)]
    with (
        TemporaryFile("w+", encoding="utf-8", errors="replace") as said,
        subprocess.Popen(command, env=alone, stdout=subprocess.PIPE, stderr=said, text=True) as child,  # noqa: S603 - ours
    ):
        for line in child.stdout or ():
            tell(float(line))
        if child.wait():
            said.seek(0)
            raise OSError(said.read().strip().rpartition("\n")[2])


def _main(folder: str, reference: str) -> None:
    def tell(share: float) -> None:
        print(share, flush=True)  # noqa: T201 - heard by `build`

    tell(0)
    write_index(Path(folder), titles(Path(reference)), tell)


if __name__ == "__main__":
    _main(*sys.argv[1:])
