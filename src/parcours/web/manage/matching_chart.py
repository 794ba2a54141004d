"""What differs between runs of a matching, as small bar charts: one for each figure, a bar for each run."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.template.defaultfilters import floatformat
from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from parcours.core.shares import percent
from parcours.matching.models import Run
from parcours.web.charts import Bar, bars

type Ways = Sequence[tuple[Run, str]]
"""Runs, each with what it looked for, in words."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure of all runs: its name, how to read it, and the bars."""

    title: str
    hint: str
    bars: tuple[Bar, ...]


def panels(ways: Ways) -> list[Panel]:
    """Return the charts of these runs, in the order of the table beside them; none where bars would show nothing."""
    if not ways[1:] or not any(run.certificate["placed"] for run, _way in ways):
        return []
    names, runs = _names(ways), [run for run, _way in ways]
    ranks = (_("Mean rank of the mentees"), "mentee_rank"), (_("Mean rank of the mentors"), "mentor_rank")
    return [
        Panel(_("With a place"), _("of the most that can have one"), _placed(names, runs)),
        Panel(_("Total score"), _("and its share of the highest"), _scores(names, runs)),
        Panel(
            _("Would rather swap"),
            _("pairs: the fewer, the better"),
            bars(zip(names, (run.blocking_pairs for run in runs), strict=True)),
        ),
        *(
            Panel(title, _("1 is the best"), _ranks(names, [run.certificate.get(key) for run in runs]))
            for title, key in ranks
            if any(run.certificate.get(key) for run in runs)
        ),
    ]


def _names(ways: Ways) -> list[str]:
    """Return what each run is called: by what it looked for, and by when as well where several looked for the same."""
    often = Counter(way for _run, way in ways)
    times = [localtime(run.made_at) for run, _way in ways]
    one_day = len({time.date() for time in times}) == 1
    return [
        way
        if often[way] == 1
        else f"{way}, {time_format(time) if one_day else f'{date_format(time)} {time_format(time)}'}"
        for (_run, way), time in zip(ways, times, strict=True)
    ]


def _placed(names: Sequence[str], runs: Sequence[Run]) -> tuple[Bar, ...]:
    proofs = [run.certificate for run in runs]
    drawn = bars(
        zip(names, (proof["placed"] for proof in proofs), strict=True),
        whole=max(proof["bound"] for proof in proofs),
    )
    return tuple(
        replace(bar, shown=_("%(placed)s of %(bound)s") % {"placed": bar.shown, "bound": proof["bound"]})
        for bar, proof in zip(drawn, proofs, strict=True)
    )


def _scores(names: Sequence[str], runs: Sequence[Run]) -> tuple[Bar, ...]:
    scores = [run.certificate["score"] for run in runs]
    highest = max(scores) or 1
    return tuple(
        replace(bar, shown=f"{bar.shown} ({percent(Fraction(score, highest))})")
        for bar, score in zip(bars(zip(names, scores, strict=True)), scores, strict=True)
    )


def _ranks(names: Sequence[str], found: Sequence[float | None]) -> tuple[Bar, ...]:
    """Return a bar for each mean rank; one without length where a run has none, all its pairs being chosen by hand."""
    drawn = bars(zip(names, (rank or 0 for rank in found), strict=True))
    return tuple(
        replace(bar, shown=floatformat(rank, 1) if rank else "–")
        for bar, rank in zip(drawn, found, strict=True)
    )
