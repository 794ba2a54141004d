"""Starts measurements, each in a process of its own, one at a time.

This process must stay small: Linux counts what a parent holds when it starts a program as that program's peak.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from bench.measure import Answer, Figures, Reading, from_json, megabytes, seconds, typical

type Cohort = tuple[int, float]
"""How many mentees, and how unevenly their occupations are spread."""

ROOT = Path(__file__).parents[1]

TRUNCATED = 50
"""How many pairs per person the truncated flow keeps."""


COMMANDS: Mapping[str, tuple[str, ...]] = {
    "ortools": ("bench.ortools_flow",),
    "ortools-truncated": ("bench.ortools_flow", str(TRUNCATED)),
    "scipy-sparse": ("bench.scipy_assignment", "sparse"),
    "scipy-dense": ("bench.scipy_assignment", "dense"),
}


def measured(work: str, cohort: Cohort, folder: Path, runs: int) -> Figures:
    """Return the figures of Parcours or a peer on a cohort, whose files are in `folder`."""
    if work == "command":
        return _command(folder, runs)
    module, *options = COMMANDS.get(work, ("bench.own", work, *map(str, cohort)))
    return from_json(_printed(Path(sys.executable), module, str(folder), str(runs), *options))


def prepare(cohort: Cohort, folder: Path) -> None:
    """Write the files of a cohort into `folder`."""
    _printed(Path(sys.executable), "bench.own", str(folder), "0", "prepare", *map(str, cohort))


def reading(work: str, runs: int) -> Reading:
    """Return what a file took; it is written and read by processes of their own."""
    with TemporaryDirectory() as folder:
        file = f"{folder}/{work}"
        _printed(Path(sys.executable), "bench.reading", work, file, "0")
        return Reading(**json.loads(_printed(Path(sys.executable), "bench.reading", work, file, str(runs))))


def mentor_match(python: Path, folder: Path, runs: int, limit: int) -> Figures | None:
    """Return the figures of `mentor-match` with this Python, or None where it took more than `limit` CPU seconds."""
    try:
        return from_json(_printed(python, "bench.mentor_match", str(folder), str(runs), str(limit)))
    except subprocess.CalledProcessError as error:
        if error.returncode != -signal.SIGXCPU:
            raise
        return None


def _command(folder: Path, runs: int) -> Figures:
    """Return the figures of `parcours match` on the two spreadsheets in `folder`, start and imports included."""
    out = folder / "out"
    files = [str(folder / "mentees.csv"), str(folder / "mentors.csv")]
    peaks = []

    def run() -> float:
        rmtree(out, ignore_errors=True)
        started = subprocess.Popen(
            [sys.executable, "-m", "parcours", "match", *files, "--out", str(out)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode:
            raise SystemExit(f"`parcours match` ended with {started.returncode}")
        peaks.append(megabytes(usage))
        return seconds(usage)

    cpu, done = typical(run, runs)
    placed, score = map(int, _printed(Path(sys.executable), "bench.proof", str(out / "result.json")).split())
    return Figures(cpu, done, max(peaks), 0.0, Answer(placed, score))


def _printed(python: Path, module: str, *options: str) -> str:
    command = [str(python), "-m", module, *options]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
