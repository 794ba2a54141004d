"""What one measurement is: CPU seconds and memory of one piece of work, alone in its process.

Standard library only: it also runs in the environment of `mentor-match`.
"""

import json
import resource
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

SLOW = 5.0
"""CPU seconds from which a piece of work is measured once only; quicker ones run first to warm up."""

_KIB_PER_MB = 1000 / 1.024


@dataclass(frozen=True, slots=True)
class Answer:
    """What a matching reached; `notes` are further whole numbers worth showing."""

    placed: int
    score: int
    notes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of a table.

    `cpu` are CPU seconds (user and system, every thread), the median of `runs`; `peak` the most memory that the
    process ever held, in MB, of which `before` when the work began (the interpreter, the libraries, the input).
    """

    cpu: float
    runs: int
    peak: float
    before: float
    answer: Answer


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one file took, as `Figures` has it; `rows` is None where the file was refused."""

    cpu: float
    peak: float
    before: float
    rows: int | None


def typical(run: Callable[[], float], runs: int) -> tuple[float, int]:
    """Return the median of the seconds that `run` says it took, and of how many runs that is: at most `runs`."""
    first = run()
    if first >= SLOW or runs == 1:
        return first, 1
    took: list[float] = []
    while len(took) < runs and sum(took) < SLOW:
        took.append(run())
    return median(took), len(took)


def measure(work: Callable[[], Answer], runs: int) -> Figures:
    """Return the figures of `work`, in this process, from at most so many runs."""
    before = peak()
    answers: list[Answer] = []

    def run() -> float:
        start = cpu_seconds()
        answers.append(work())
        return cpu_seconds() - start

    cpu, done = typical(run, runs)
    if len({(answer.placed, answer.score) for answer in answers}) > 1:
        raise SystemExit(f"the same work gave different answers: {answers}")
    return Figures(cpu, done, peak(), before, answers[0])


def cpu_seconds() -> float:
    """Return the CPU seconds of this process so far."""
    return seconds(resource.getrusage(resource.RUSAGE_SELF))


def peak(process: int | str = "self") -> float:
    """Return the most memory that a process ever held, in MB (Linux gives KiB).

    Not `ru_maxrss`, in which a program that was started begins with what the one that started it held.
    """
    for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / _KIB_PER_MB
    return 0.0


def seconds(usage: resource.struct_rusage) -> float:
    """Return the CPU seconds, user and system."""
    return usage.ru_utime + usage.ru_stime


def megabytes(usage: resource.struct_rusage) -> float:
    """Return the peak memory in MB (Linux gives KiB)."""
    return usage.ru_maxrss / _KIB_PER_MB


def to_json(figures: Figures) -> str:
    """Return `figures` as one line."""
    return json.dumps(asdict(figures))


def from_json(text: str) -> Figures:
    """Return what `to_json` wrote."""
    values = json.loads(text)
    return Figures(**(values | {"answer": Answer(**values["answer"])}))
