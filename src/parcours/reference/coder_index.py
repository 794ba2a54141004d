"""The coder's index in files: built once from the titles at hand, memory-mapped at every start.

A folder holds one folder a version and a file ``current`` that names the one in use. A version is written whole
before ``current`` names it, so whoever reads meets the old one or the new one, and a build that is killed leaves
what was there.
"""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np

from parcours.engine.occupations.coder import Coder
from parcours.engine.occupations.confidence import BASIC, FULL
from parcours.engine.occupations.embedding import Embedder, Encode, embed
from parcours.engine.occupations.learning import Training
from parcours.engine.occupations.lexicon import Lexicon
from parcours.engine.occupations.title_index import KnownTitle, Origin, TitleArrays, build
from parcours.reference import multilingual
from parcours.reference.facts import rows
from parcours.reference.noc import load_taxonomy

CURRENT = "current"
# The vectors of a multilingual model, beside the arrays they belong to.
EMBEDDED = "embedded.npy"
UNFINISHED = ".building-"
# Longer than any build: what is older was left behind by one that was killed.
ABANDONED = 24 * 3600.0
# Raised when the same titles would give other arrays, or readers expect others: older indexes are built again.
RECIPE = 2


@cache
def lexicon() -> Lexicon:
    """Return the words of other languages, read once."""
    return Lexicon.of((row["form"], row["english"]) for row in rows("occupation_lexicon"))


def aliases() -> list[KnownTitle]:
    """Return the project's own titles."""
    return [
        KnownTitle(
            row["text"],
            row["language"],
            tuple(row["codes"].split(";")),
            Origin.ALIAS if row["language"] in {"en", "fr"} else Origin.FOREIGN,
        )
        for row in rows("occupation_aliases")
    ]


def class_titles() -> list[KnownTitle]:
    """Return the titles of the unit groups, in both languages."""
    taxonomy = load_taxonomy()
    return [
        KnownTitle(taxonomy.title(code, lang), lang, (code,), Origin.CLASS_TITLE)
        for code in taxonomy.unit_groups()
        for lang in ("en", "fr")
    ]


def official_titles(path: Path) -> list[KnownTitle]:
    """Return the titles of a file with columns ``noc2021``, ``lang`` and ``title``."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            KnownTitle(row["title"].strip(), row["lang"], (row["noc2021"].zfill(5),))
            for row in csv.DictReader(file)
        ]


def _known(official: Sequence[KnownTitle]) -> tuple[list[KnownTitle], str]:
    """Return all titles to learn, and the version of an index made of them."""
    titles = [*class_titles(), *aliases(), *official]
    said = [(t.language, t.text, t.codes, t.origin) for t in titles]
    words = [(row["form"], row["english"]) for row in rows("occupation_lexicon")]
    digest = hashlib.sha256(json.dumps([said, words]).encode()).hexdigest()[:12]
    return titles, f"{'full' if official else 'basic'}-{RECIPE}-{digest}"


def write_index(
    folder: Path,
    official: Iterable[KnownTitle] = (),
    tell: Callable[[float], None] = lambda _: None,
    training: Training | None = None,
) -> str:
    """Build the index into ``folder``, put it in the place of the one before, and return its version.

    Without ``official`` titles it knows class titles and aliases only. Raises OSError where nothing can be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    titles, version = _known(list(official))
    put_in_place(folder, version, build(titles, lexicon(), training, tell))
    return version


def put_in_place(folder: Path, version: str, arrays: TitleArrays) -> None:
    """Write ``arrays`` into ``folder`` as ``version``, the one in use from then on. Raises OSError."""
    fresh = Path(mkdtemp(dir=folder, prefix=UNFINISHED))
    for name, array in arrays.named().items():
        np.save(fresh / f"{name}.npy", array, allow_pickle=False)
    pointer = fresh.with_suffix(".current")
    try:
        fresh.rename(folder / version)
    except OSError:
        # The same titles were built before, or by another process at the same time.
        shutil.rmtree(fresh)
    pointer.write_text(version, encoding="utf-8")
    pointer.replace(folder / CURRENT)
    _sweep(folder, version)


def _sweep(folder: Path, version: str) -> None:
    """Remove other versions, and what builds that were killed left behind."""
    for other in folder.iterdir():
        if other.name.startswith(UNFINISHED):
            gone = time.time() - other.stat().st_mtime > ABANDONED
        else:
            gone = other.name not in {version, CURRENT}
        if gone and other.is_dir():
            shutil.rmtree(other, ignore_errors=True)
        elif gone:
            other.unlink(missing_ok=True)


def version_in(folder: Path) -> str:
    """Return the version in use in ``folder``, or "" when there is none."""
    try:
        return (folder / CURRENT).read_text(encoding="utf-8")
    except OSError:
        return ""


def is_current(folder: Path) -> bool:
    """Say whether ``folder`` holds an index to use: a full one, or a basic one of the titles that we carry now."""
    version = version_in(folder)
    return (folder / version).is_dir() and (
        version.startswith(f"full-{RECIPE}-") or (version == _known(())[1])
    )


def is_complete(folder: Path) -> bool:
    """Say whether ``folder`` holds an index to use, with the vectors of the model where there is one."""
    return is_current(folder) and (
        not multilingual.installed() or (folder / version_in(folder) / EMBEDDED).is_file()
    )


def write_vectors(folder: Path, encode: Encode) -> None:
    """Write the vectors of the titles in ``folder`` as ``encode`` gives them. Raises OSError."""
    arrays, version = read_arrays(folder)
    fresh = folder / version / f"{UNFINISHED}{os.getpid()}"
    with fresh.open("wb") as file:
        np.save(file, embed(arrays, encode), allow_pickle=False)
    fresh.replace(folder / version / EMBEDDED)


def complete(folder: Path) -> None:
    """Build in this process what `is_complete` misses. Raises OSError where nothing can be written."""
    if not is_current(folder):
        write_index(folder)
    if not is_complete(folder):
        write_vectors(folder, multilingual.encode)


def ensure_index(folder: Path) -> None:
    """Build into ``folder`` what is missing: a basic index, vectors. Raises OSError where nothing can be written.

    In a process of its own with a single thread: the many small products of the training take four times as long
    when threads wait for each other on a busy machine.
    """
    if is_complete(folder):
        return
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "parcours.reference.coder_index", str(folder)]
    done = subprocess.run(command, env=alone, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise OSError(done.stderr.strip().rpartition("\n")[2])


def read_arrays(folder: Path) -> tuple[TitleArrays, str]:
    """Return the arrays of ``folder``, memory-mapped, and their version. Raises OSError when there are none."""
    version = version_in(folder)
    # Another process may have put a new version in place, and swept this one, since its name was read.
    try:
        return _arrays(folder / version), version
    except (KeyError, FileNotFoundError):
        version = version_in(folder)
    try:
        return _arrays(folder / version), version
    except KeyError as missing:
        raise FileNotFoundError(f"no index in {folder}: {missing}") from missing


def _arrays(folder: Path) -> TitleArrays:
    files = {path.stem: np.load(path, mmap_mode="r", allow_pickle=False) for path in folder.glob("*.npy")}
    return TitleArrays.of(files)


def load_coder(folder: Path, old_codes: Mapping[str, tuple[str, ...]] | None = None) -> Coder:
    """Return the coder of the index in ``folder``.

    ``old_codes``: each code of NOC 2016 with its codes of NOC 2021. Raises OSError when there is no index.
    """
    arrays, version = read_arrays(folder)
    taxonomy = load_taxonomy()
    titles = {
        lang: {code: taxonomy.title(code, lang) for code in taxonomy.unit_groups()} for lang in ("en", "fr")
    }
    groups = {row["group"]: tuple(row["codes"].split(";")) for row in rows("federal_groups")}
    calibration = FULL if version.startswith("full-") else BASIC
    embedder = None
    if multilingual.installed() and (vectors := folder / version / EMBEDDED).is_file():
        embedder = Embedder(arrays, np.load(vectors, mmap_mode="r", allow_pickle=False), multilingual.encode)
    return Coder(
        arrays,
        lexicon(),
        titles,
        groups,
        old_codes or {},
        version,
        calibration=calibration,
        embedder=embedder,
    )


def old_codes(path: Path) -> dict[str, tuple[str, ...]]:
    """Return each code of NOC 2016 with its codes of NOC 2021, from the official table of correspondence."""
    found: dict[str, dict[str, None]] = {}
    new = ""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            # A row without a new code goes on about the one above.
            new = row[0].zfill(5) if row[0] else new
            if row[3].isdigit():
                found.setdefault(row[3].zfill(4), {})[new] = None
    return {old: tuple(became) for old, became in found.items()}


if __name__ == "__main__":
    complete(Path(sys.argv[1]))
