"""`python -m bench.occupations`: measure the coder of occupations, and write docs/benchmarks-occupations.md.

`make bench-occupations` does this; it takes some minutes. It needs the official files, which are not part of the
project: without them it says so and stops.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.children import ROOT
from bench.measure import seconds
from bench.occupation_fit import show_fit
from bench.occupation_industry import industry
from bench.occupation_page import page
from bench.occupation_related import agreement
from bench.occupation_report import NEW, Report
from bench.occupation_scores import WordsOnly, scores
from bench.occupation_titles import DATA, SETS, Asked, kept
from parcours.reference import multilingual
from parcours.reference.coder_index import (
    EMBEDDED,
    class_titles,
    load_coder,
    version_in,
    write_index,
    write_vectors,
)
from tools.model import find_model

RUNS = 5
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
NUMPY = (sys.executable, "-c", "import numpy")
COMMAND = (sys.executable, "-m", "parcours", "occupation", "RN")


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m bench.occupations", description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=ROOT / "docs/benchmarks-occupations.md", help="the page to write"
    )
    parser.add_argument("--fit", action="store_true", help="fit the calibrations and print them instead")
    options = parser.parse_args()
    if not DATA.is_dir():
        print("skipped: no shared data (the official files are looked for in ../shared/data)")
        return
    _let_import(find_model())
    with TemporaryDirectory() as name:
        building = prepare(Path(name))
        if options.fit:
            show_fit(Path(name))
            return
        report = _measured(Path(name), building)
    options.out.write_text(page(report), encoding="utf-8")
    print(f"Written: {options.out}")


def _let_import(folder: Path) -> None:
    """Let this process and those it starts import what is in ``folder``."""
    sys.path.append(str(folder))
    os.environ["PYTHONPATH"] = str(folder)


def prepare(folder: Path) -> dict[str, float]:
    """Build the basic index and the full one, of nine tenths of the official titles; return the CPU seconds."""
    took = {}
    for kind, official in (("basic", ()), ("full", kept())):
        print(f"Building the {kind} index …", flush=True)
        took[kind] = _spent(lambda kind=kind, official=official: write_index(folder / kind, official))  # type: ignore[misc]
    print("Reading the titles with the model …", flush=True)
    spent = _spent(lambda: write_vectors(folder / "basic", multilingual.encode))
    # Official titles are left out, so both have the same vectors in the same order.
    vectors, others = (folder / kind / version_in(folder / kind) / EMBEDDED for kind in ("basic", "full"))
    shutil.copyfile(vectors, others)
    return took | {"basic+model": spent, "full+model": spent}


def _measured(folder: Path, building: Mapping[str, float]) -> Report:
    sets = {name: [asked for asked in titles() if not asked.for_tuning] for name, titles in SETS.items()}
    for name, titles in list(sets.items()):
        if len(new := [asked for asked in titles if asked.is_new]) < len(titles):
            sets[name + NEW] = new
    found = {}
    for kind in ("basic", "full"):
        print(f"Coding with the {kind} index …", flush=True)
        coder = load_coder(folder / kind)
        found[kind] = {name: scores(replace(coder, embedder=None), titles) for name, titles in sets.items()}
        found[f"{kind}+model"] = {name: scores(coder, titles) for name, titles in sets.items()}
    print("With the field of the employer …", flush=True)
    field = industry(folder)
    print("The plain baseline …", flush=True)
    plain = WordsOnly([*class_titles(), *kept()])
    return Report(
        found,
        {name: plain.right(titles) for name, titles in sets.items()},
        {kind: _cost(folder, kind, sets) for kind in found},
        building,
        _start_up(folder / "basic"),
        len({asked.language for asked in SETS["foreign"]()}),
        agreement(),
        field,
    )


def _cost(folder: Path, kind: str, sets: Mapping[str, Sequence[Asked]]) -> dict[str, float]:
    """Return memory and time in a process of its own."""
    index, _, model = kind.partition("+")
    texts = [asked.text for titles in sets.values() for asked in titles[:100]]
    command = [sys.executable, "-m", "bench.occupation_cost", str(folder / index), model or "none"]
    done = subprocess.run(
        command,
        input="\n".join(texts),
        env={**os.environ, **ALONE},
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return dict(json.loads(done.stdout))


def _start_up(index: Path) -> float:
    """Return the CPU seconds of the command with a basic index, beyond Python with numpy."""
    with TemporaryDirectory() as home:
        shutil.copytree(index, Path(home) / "parcours/occupations")
        environment = {**os.environ, **ALONE, "XDG_DATA_HOME": home}
        took = {
            command: median(_child(command, environment) for _ in range(RUNS)) for command in (COMMAND, NUMPY)
        }
    return took[COMMAND] - took[NUMPY]


def _child(command: Sequence[str], environment: Mapping[str, str]) -> float:
    before = seconds(resource.getrusage(resource.RUSAGE_CHILDREN))
    subprocess.run(command, env=dict(environment), capture_output=True, check=True, cwd=ROOT)
    return seconds(resource.getrusage(resource.RUSAGE_CHILDREN)) - before


def _spent(work: Callable[[], object]) -> float:
    before = seconds(resource.getrusage(resource.RUSAGE_SELF))
    work()
    return seconds(resource.getrusage(resource.RUSAGE_SELF)) - before


if __name__ == "__main__":
    main()
