"""Reports of cohorts for those who do not run them: figures without a person, and those about one’s own people."""

from collections.abc import Callable
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actions.exports import note_export
from parcours.accounts.actors import Actor
from parcours.accounts.audit import record_view
from parcours.people.consent.queries import today
from parcours.programs.models import Cohort
from parcours.programs.queries import cohorts
from parcours.reporting.cohort.readers import Reader, cohort_across, readable_across
from parcours.reporting.cohort.report import Report, draw_up
from parcours.web.pages import OrganizationRequest
from parcours.web.reports import context, file_of, list_of, pdf_of

_OWN = (Reader.CLIENTS, Reader.MENTORS)


def aggregate(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """Figures that give nobody away, of the organization’s own cohort or of one that it funds or observes."""
    found = _own_or_funded(request, cohort)
    return _drawn_up(request, found, Reader.AGGREGATE, _page)


def aggregate_pdf(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """The same as PDF."""
    found = _own_or_funded(request, cohort)
    return _drawn_up(request, found, Reader.AGGREGATE, _pdf)


def index(request: OrganizationRequest) -> HttpResponse:
    """The cohorts of partners in which the organization may have people of its own."""
    found = readable_across(request.organization, _OWN)
    return render(request, "portal/reports.html", {"readable": found})


def show(request: OrganizationRequest, reader: str, cohort: int) -> HttpResponse:
    """The report about the organization’s own people, as far as they allow it."""
    found, kind = _partnered(request, reader, cohort)
    return _drawn_up(request, found, kind, _page)


def pdf(request: OrganizationRequest, reader: str, cohort: int) -> HttpResponse:
    """The same as PDF."""
    found, kind = _partnered(request, reader, cohort)
    return _drawn_up(request, found, kind, _pdf)


def people(request: OrganizationRequest, reader: str, cohort: int, figure: str) -> HttpResponse:
    """The people behind a figure; the look is in the log of their own organization."""

    def listed(report: Report, guest: Actor) -> HttpResponse:
        chosen, shown = list_of(request, report, figure)
        if file := shown.file():
            note_export(of="cohort-report-people", kind=shown.file_asked, rows=shown.count, by=guest)
            return file
        record_view(by=guest, page="cohort-report-people", organization=str(request.organization))
        label, meaning = chosen.words
        said = {"report": report, "list": shown, "label": label, "meaning": meaning}
        return render(request, "portal/report_people.html", said)

    found, kind = _partnered(request, reader, cohort)
    return _drawn_up(request, found, kind, lambda _request, report, guest: listed(report, guest))


type _Answer = Callable[[OrganizationRequest, Report, Actor], HttpResponse]


def _drawn_up(request: OrganizationRequest, cohort: Cohort, reader: Reader, answer: _Answer) -> HttpResponse:
    """Draw the report up in the scope of the cohort’s organization, where the log keeps who did, and answer."""
    owner = cohort.organization
    guest = (
        request.actor
        if owner == request.organization
        else replace(request.actor, organization=owner, roles=frozenset())
    )
    with scope(organization=owner), timezone.override(owner.time_zone):
        return answer(request, draw_up(cohort, today(owner), reader, request.organization), guest)


def _page(request: OrganizationRequest, report: Report, guest: Actor) -> HttpResponse:
    file = file_of(request, report, guest)
    return file or render(request, "portal/report.html", context(report))


def _pdf(_request: OrganizationRequest, report: Report, guest: Actor) -> HttpResponse:
    return pdf_of(report, guest)


def _own_or_funded(request: OrganizationRequest, cohort: int) -> Cohort:
    own = cohorts().filter(pk=cohort).first()
    return own or _found(request, cohort, Reader.AGGREGATE)


def _partnered(request: OrganizationRequest, reader: str, cohort: int) -> tuple[Cohort, Reader]:
    if reader not in _OWN:
        raise Http404
    return _found(request, cohort, Reader(reader)), Reader(reader)


def _found(request: OrganizationRequest, cohort: int, reader: Reader) -> Cohort:
    row = cohort_across(cohort, request.organization, reader)
    if row is None:
        raise Http404
    return row
