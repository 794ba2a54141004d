"""What the load tool saw, and the figures made from it."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: to which action, after how many milliseconds, and what was wrong with it (empty: nothing)."""

    action: str
    milliseconds: float
    wrong: str


@dataclass(frozen=True, slots=True)
class Times:
    """Of some answers: how many, how many wrong, and percentiles in milliseconds (NaN of none)."""

    count: int
    errors: int
    p50: float
    p95: float
    p99: float


def read(path: Path) -> list[Answer]:
    """Return the answers that the load tool wrote."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [Answer(action, milliseconds, "" if good else said) for action, milliseconds, good, said in rows]


def times(answers: Sequence[Answer]) -> Times:
    """Return the figures of ``answers``."""
    took = sorted(answer.milliseconds for answer in answers)
    errors = sum(bool(answer.wrong) for answer in answers)
    return Times(len(took), errors, *(percentile(took, share) for share in (50, 95, 99)))


def percentile(ordered: Sequence[float], share: int) -> float:
    """Return the smallest of ``ordered`` that ``share`` percent do not exceed."""
    return ordered[math.ceil(len(ordered) * share / 100) - 1] if ordered else math.nan
