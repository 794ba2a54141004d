"""Supply and demand by occupation, before an intake opens: who waits, who could help, and where places are missing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext

from parcours.accounts.actions.exports import note_export
from parcours.reporting.supply.balance import Line
from parcours.reporting.supply.queries import supply
from parcours.tables.write import Cell
from parcours.web.charts import BarChart, bars
from parcours.web.list_files import KINDS, download
from parcours.web.manage.occupations import named
from parcours.web.pages import OrganizationRequest

_MOST_BARS = 8
_LONGEST_LABEL = 36
"""So many letters fit into the picture; the table below has the whole name."""


def _named(code: str) -> str:
    """Return the code with its official title, in the language that is active; what nobody confirmed has none."""
    return named(code) if code else gettext("Occupation not confirmed yet")


def show(request: OrganizationRequest) -> HttpResponse:
    """The table with its picture, or as a file."""
    now = timezone.now()
    lines = supply(now, timezone.localdate(now))
    kind = request.GET.get("file", "")
    if kind in KINDS:
        file = download(kind, gettext("Supply and demand"), _head(), [_cells(line) for line in lines])
        note_export(of="supply", kind=kind, rows=len(lines), by=request.actor)
        return file
    context = {
        "lines": [(line, _named(line.code)) for line in lines],
        "chart": _chart(lines),
        "files": [(kind.upper(), f"?file={kind}") for kind in KINDS],
    }
    return render(request, "manage/programs/supply.html", context)


def _head() -> list[str]:
    return [
        gettext("Occupation"),
        gettext("People waiting"),
        gettext("Free places"),
        gettext("Places missing"),
        gettext("Mentors asked for"),
        gettext("Begun in a year"),
        gettext("Wait in months"),
    ]


def _cells(line: Line) -> list[Cell]:
    return [_named(line.code), line.waiting, line.places, line.gap, line.asked, line.begun, line.wait]


def _chart(lines: list[Line]) -> BarChart | None:
    """Return the picture of where most places are missing, or None where none is."""
    short = [line for line in lines if line.gap][:_MOST_BARS]
    if not short:
        return None
    return BarChart(
        id="gaps",
        title=gettext("Where places are missing"),
        description=gettext("People who wait and for whom no mentor has a free place, by occupation."),
        what=gettext("Occupation"),
        measure=gettext("Places missing"),
        bars=bars([(Truncator(_named(line.code)).chars(_LONGEST_LABEL), line.gap) for line in short]),
    )
