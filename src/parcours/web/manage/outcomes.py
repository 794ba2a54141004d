"""What became of the people of a cohort: figures at each point of time, with everybody in the denominator."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.audit import record_view
from parcours.core.shares import percent
from parcours.core.small_cells import SMALLEST, WITHHELD
from parcours.outcomes.figures import Line, Outcome, outcomes
from parcours.outcomes.lists import POINT
from parcours.people.consent.queries import today
from parcours.tables.write import Cell
from parcours.web.charts import BarChart, bars
from parcours.web.list_files import KINDS, download
from parcours.web.manage.applications import found_cohort
from parcours.web.pages import OrganizationRequest

type Row = tuple[str, int | None, str, str]


def show(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """The figures of one point, the latest unless another is asked for; or all of them as a file."""
    row = found_cohort(cohort)
    found = outcomes(row, today(request.organization))
    kind = request.GET.get("file", "")
    if kind in KINDS:
        lines = [line for one in found for line in _lines(one)]
        file = download(kind, _("Outcomes of %(cohort)s") % {"cohort": row}, _head(), lines)
        note_export(of="outcomes", kind=kind, rows=len(lines), by=request.actor)
        return file
    record_view(by=request.actor, page="cohort-outcomes")
    known = {one.point: one for one in found}
    usual = found[-1] if found else None
    chosen = known.get(request.GET.get("point", ""), usual)
    return render(
        request,
        "manage/outcomes/figures.html",
        {
            "cohort": row,
            "points": [(one.point, POINT.label(one.point), one is chosen) for one in found],
            "summary": [_summary(one) for one in found],
            "one": chosen and _shown(chosen),
            "smallest": SMALLEST,
            "files": [(kind.upper(), f"?file={kind}") for kind in KINDS],
        },
    )


def _summary(one: Outcome) -> dict[str, Any]:
    return {
        "label": POINT.label(one.point),
        "exits": one.exits,
        "reached": one.reached,
        "rate": percent(one.rate),
        "of_all": percent(one.commensurate.of_all) or WITHHELD,
        "of_reached": percent(one.commensurate.of_reached) or WITHHELD,
    }


def _shown(one: Outcome) -> dict[str, Any]:
    levels = _rows(one.levels)
    return {
        "outcome": one,
        "label": POINT.label(one.point),
        "rate": percent(one.rate),
        "chart": _chart(one),
        "work": _rows(one.work),
        "levels": levels if None not in {count for _label, count, *_shares in levels} else [],
        "said": [(said.title, _rows(said.lines)) for said in one.said],
    }


def _rows(lines: list[Line]) -> list[Row]:
    return [(line.label, line.count, _share(line.of_all), _share(line.of_reached)) for line in lines]


def _share(part: Fraction | None) -> str:
    return percent(part) or "–"


def _chart(one: Outcome) -> BarChart | None:
    """Return the picture of what people do; None where a number of it is withheld."""
    known = [(line.label, line.count) for line in one.work if line.count is not None]
    if len(known) < len(one.work) or not one.reached:
        return None
    known.append((_("Not known: not reached, or no answer yet"), one.exits - one.reached))
    shares = [*(line.of_all for line in one.work), Fraction(one.exits - one.reached, one.exits)]
    return BarChart(
        id="outcomes",
        title=_("What people do now"),
        description=_("%(number)s of %(whole)s people who left are known to be in commensurate work.")
        % {"number": known[0][1], "whole": one.exits},
        what=_("What they do"),
        measure=_("People, and their share of all who left"),
        bars=tuple(
            replace(bar, shown=f"{bar.shown} ({percent(part)})")
            for bar, part in zip(bars(known), shares, strict=True)
        ),
    )


def _head() -> list[str]:
    return [
        _("Point of time"),
        _("Left"),
        _("People reached"),
        _("Response rate"),
        _("Table"),
        _("Answer"),
        _("People"),
        _("Share of all who left"),
        _("Share of those reached"),
    ]


def _lines(one: Outcome) -> list[list[Cell]]:
    front: list[Cell] = [POINT.label(one.point), one.exits, one.reached, percent(one.rate)]
    tables = [(_("Work"), one.work), (_("Level (%(rule)s)") % {"rule": one.rule}, one.levels)]
    tables += [(said.title, said.lines) for said in one.said]
    return [
        [
            *front,
            title,
            line.label,
            WITHHELD if line.count is None else line.count,
            percent(line.of_all),
            percent(line.of_reached),
        ]
        for title, lines in tables
        for line in lines
    ]
