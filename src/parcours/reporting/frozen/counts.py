"""The figures of a report as plain counts, and how frozen ones differ from those of now. Nobody is in them."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from parcours.programs.models import Cohort
from parcours.reporting.cohort.figures import EMPLOYERS
from parcours.reporting.cohort.readers import Reader
from parcours.reporting.cohort.report import Line, draw_up
from parcours.reporting.cohort.words import FIGURES

type Counts = dict[str, dict[str, Any]]
"""By the key of a figure its counts, as JSON can say them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of a section, as it was frozen and as it is now; None where there was or is none."""

    section: str
    label: str
    then: float | None
    now: float | None

    @property
    def by(self) -> float | None:
        """How much it has grown, None where one of the two is missing."""
        return None if self.then is None or self.now is None else round(self.now - self.then, 1)


def counts(cohort: Cohort, day: dt.date) -> Counts:
    """Return the counts of every figure of the cohort up to ``day``, as the records say now."""
    report = draw_up(cohort, day, Reader.LEAD)
    return {line.figure.key: _counts(line) for _section, line in report.lines()}


def _counts(line: Line) -> dict[str, Any]:
    seen = line.now
    amount = None if seen.amount is None else round(float(seen.amount), 1)
    if amount is not None and line.figure.unit == EMPLOYERS:
        amount = int(amount)
    return {"number": seen.number, "whole": seen.whole, "reached": seen.reached, "amount": amount}


def digest(figures: Counts) -> str:
    """Return what tells whether a single count was changed."""
    text = json.dumps(figures, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def compared(then: Counts, cohort: Cohort, day: dt.date) -> Iterator[Difference]:
    """Give every figure that was frozen or is there now, in the order of the report."""
    left = dict(then)
    for section, line in draw_up(cohort, day, Reader.LEAD).lines():
        kept = left.pop(line.figure.key, None)
        yield Difference(section.title, line.figure.words[0], _shown(kept), _shown(_counts(line)))
    for key, kept in left.items():
        label = FIGURES.get(key.partition(":")[2] or key, (key, ""))[0]
        yield Difference("", str(label), _shown(kept), None)


def _shown(found: Mapping[str, Any] | None) -> float | None:
    """Return the one number that the report shows of a figure: an amount, or people."""
    if found is None:
        return None
    shown: float | None = found["number"] if found["amount"] is None else found["amount"]
    return shown
