"""Addresses of the reports that partners read, and whoever sees figures without a person in them."""

from django.urls import URLPattern

from parcours.accounts.roles import Permission
from parcours.web.pages import page
from parcours.web.portal import reports

report_pages: list[URLPattern] = [
    page(
        "figures/reports/<int:cohort>/",
        reports.aggregate,
        name="aggregate-report",
        needs=Permission.SEE_AGGREGATES,
    ),
    page(
        "figures/reports/<int:cohort>/report.pdf",
        reports.aggregate_pdf,
        name="aggregate-report-pdf",
        needs=Permission.SEE_AGGREGATES,
    ),
    page("reports/", reports.index, name="partner-reports", needs=Permission.SEE_PARTNER_REPORTS),
    page(
        "reports/<str:reader>/<int:cohort>/",
        reports.show,
        name="partner-report",
        needs=Permission.SEE_PARTNER_REPORTS,
    ),
    page(
        "reports/<str:reader>/<int:cohort>/report.pdf",
        reports.pdf,
        name="partner-report-pdf",
        needs=Permission.SEE_PARTNER_REPORTS,
    ),
    page(
        "reports/<str:reader>/<int:cohort>/<str:figure>/",
        reports.people,
        name="partner-report-people",
        needs=Permission.SEE_PARTNER_REPORTS,
    ),
]
