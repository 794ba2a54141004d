"""Charts as figures and places, for the server to draw: templates/cotton/chart.html turns one into SVG and a table."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise

_WIDTH, _ROW, _TEXT, _MARK = 280, 38, 14, 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its number as shown, and where it lies, in the units of the picture."""

    label: str
    shown: str
    width: int
    y: int
    text_y: int
    x: int = 0
    mark: str = ""
    """What the picture says in place of ``shown``, where that is too long for it."""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Numbers side by side. ``description`` says in a sentence what the picture shows, for whoever cannot see it.

    ``what`` and ``measure`` head the columns of the table beside it. ``id`` is unique on its page.
    """

    id: str
    title: str
    description: str
    what: str
    measure: str
    bars: tuple[Bar, ...]
    caption: str = ""
    width: int = _WIDTH

    @property
    def height(self) -> int:
        """The height of the picture."""
        return _ROW * len(self.bars)


def bars[Number: float](
    values: Iterable[tuple[str | Promise, Number]],
    shown: Callable[[Number], str] = number_format,
    whole: float = 0,
) -> tuple[Bar, ...]:
    """Return a bar for each label and number, the longest as wide as the picture; numbers are zero or more.

    ``shown`` is how a number is written. With a ``whole``, a bar as wide as the picture stands for that.
    """
    counted = list(values)
    numbers: list[float] = [number for _label, number in counted]
    longest = max(whole, *numbers, 0) or 1
    return tuple(
        Bar(
            label=str(label),
            shown=shown(number),
            # Whole units: a French page would write a comma, which a picture does not understand.
            width=round(_WIDTH * number / longest),
            y=place * _ROW + _MARK,
            text_y=place * _ROW + _TEXT,
        )
        for place, (label, number) in enumerate(counted)
    )


def timeline(phases: Sequence[tuple[str | Promise, dt.date, dt.date]]) -> tuple[Bar, ...]:
    """Return a bar for each label with its first and last day, all on one line of time as wide as the picture."""
    if not phases:
        return ()
    first = min(start for _label, start, _end in phases)
    days = (max(end for _label, _start, end in phases) - first).days + 1
    return tuple(
        Bar(
            label=str(label),
            shown=f"{date_format(start)} – {date_format(end)}",
            width=max(2, round(_WIDTH * ((end - start).days + 1) / days)),
            y=place * _ROW + _MARK,
            text_y=place * _ROW + _TEXT,
            mark=date_format(start, "MONTH_DAY_FORMAT"),
            x=min(_WIDTH - 2, round(_WIDTH * (start - first).days / days)),
        )
        for place, (label, start, end) in enumerate(phases)
    )
