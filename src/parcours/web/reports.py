"""The report of a cohort as a page, as PDF and as a file of its figures, whoever reads it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.actions.exports import note_export
from parcours.accounts.actors import Actor
from parcours.accounts.audit import record_view
from parcours.accounts.models import Organization
from parcours.people.models import Mentor, Participant
from parcours.reporting.cohort.figures import HOUR, MENTOR, Figure
from parcours.reporting.cohort.pdf import as_pdf, nobody, notes
from parcours.reporting.cohort.report import Report
from parcours.reporting.cohort.shown import cells, head, parts, targets
from parcours.web.list_files import KINDS, download
from parcours.web.list_rows import Column
from parcours.web.lists import List, Shown
from parcours.web.pages import OrganizationRequest


def context(report: Report) -> dict[str, Any]:
    """Return what the page of a report says."""
    return {
        "report": report,
        "cohort": report.cohort,
        "parts": parts(report),
        "targets": targets(report),
        "notes": notes(report),
        "nobody": nobody(),
        "files": [(kind.upper(), f"?file={kind}") for kind in KINDS],
    }


def file_of(request: OrganizationRequest, report: Report, by: Actor) -> HttpResponse | None:
    """Return the figures as the file that was asked for, or None; whoever draws up the report is in the log."""
    kind = request.GET.get("file", "")
    if kind not in KINDS:
        _note(report, by, request.organization)
        return None
    rows = cells(report)
    file = download(kind, _name(report), head(), rows)
    note_export(of="cohort-report", kind=kind, rows=len(rows), by=by)
    return file


def pdf_of(report: Report, by: Actor) -> HttpResponse:
    """Return the report as an attachment; the log keeps who took it."""
    note_export(of="cohort-report", kind="pdf", rows=sum(1 for _line in report.lines()), by=by)
    return HttpResponse(
        as_pdf(report),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{slugify(_name(report))}.pdf"'},
    )


def _note(report: Report, by: Actor, reader: Organization) -> None:
    """Keep in the log of the cohort's organization who drew up a report about it, and for which organization."""
    record_view(
        by=by, page="cohort-report", verb="report.viewed", what=report.cohort, organization=str(reader)
    )


def _name(report: Report) -> str:
    names = {"program": report.cohort.program, "cohort": report.cohort}
    return _("%(program)s, %(cohort)s: report") % names


def list_of(
    request: OrganizationRequest,
    report: Report,
    key: str,
    link: Callable[[Any], str] | None = None,
) -> tuple[Figure, Shown]:
    """Return a figure with the people behind it as a list: as many rows as it counts people. Raises Http404.

    Without a ``link`` to their own page people have a name and a status, and no more.
    """
    line = report.line(key)
    if line is None:
        raise Http404
    figure = line.figure
    model = Mentor if figure.side == MENTOR else Participant
    rows = model.objects.filter(pk__in=figure.people).select_related("person")
    return figure, _list(figure, report.minutes[figure.side], link).read(request, rows)


def _list(figure: Figure, minutes: Mapping[int, int], link: Callable[[Any], str] | None) -> List:
    columns = [
        Column(
            "name",
            gettext_lazy("Name"),
            lambda row: row.person.full_name,
            order=("called", "pk"),
            head=True,
            link=link,
        ),
        Column(
            "status",
            gettext_lazy("Status"),
            lambda row: row.get_status_display(),
            order=("status", "pk"),
        ),
    ]
    if link:
        columns += [
            Column("employer", gettext_lazy("Employer"), lambda row: row.person.employer),
            Column(
                "hours",
                gettext_lazy("Confirmed hours"),
                lambda row: round(minutes.get(row.pk, 0) / HOUR, 1),
                number=True,
            ),
        ]
    return List(name=figure.words[0], columns=tuple(columns), sort="name", search_plain=("called",))
