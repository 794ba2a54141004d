"""The report of a cohort for the organization itself: every figure opens the list of the people behind it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parcours.accounts.actions.exports import note_export
from parcours.accounts.audit import record_view
from parcours.people.consent.queries import today
from parcours.reporting.cohort.readers import Reader
from parcours.reporting.cohort.report import Report, draw_up
from parcours.web.manage.applications import found_cohort
from parcours.web.pages import OrganizationRequest
from parcours.web.reports import context, file_of, list_of, pdf_of


def _drawn_up(request: OrganizationRequest, cohort: int) -> Report:
    return draw_up(found_cohort(cohort), today(request.organization), Reader.LEAD)


def show(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """The report as it stands now."""
    report = _drawn_up(request, cohort)
    return file_of(request, report, request.actor) or render(
        request, "manage/programs/report.html", context(report)
    )


def pdf(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """The same as PDF."""
    return pdf_of(_drawn_up(request, cohort), request.actor)


def people(request: OrganizationRequest, cohort: int, figure: str) -> HttpResponse:
    """The people behind a figure."""
    report, slug = _drawn_up(request, cohort), request.organization.slug
    chosen, shown = list_of(
        request, report, figure, link=lambda row: reverse("person", args=[slug, row.person_id])
    )
    if file := shown.file():
        note_export(of="cohort-report-people", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    record_view(by=request.actor, page="cohort-report-people")
    label, meaning = chosen.words
    return render(
        request,
        "manage/programs/report_people.html",
        {"cohort": report.cohort, "list": shown, "label": label, "meaning": meaning},
    )
