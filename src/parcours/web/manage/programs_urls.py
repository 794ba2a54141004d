"""The pages about programs and their cohorts."""

from django.urls import URLPattern

from parcours.accounts.roles import Permission
from parcours.web.manage import (
    cohorts,
    frozen,
    program_criteria,
    program_partners,
    program_resources,
    program_rules,
    programs,
    report,
    supply,
)
from parcours.web.pages import FORM, page

program_pages: list[URLPattern] = [
    page("programs/", programs.index, name="programs", needs=Permission.MANAGE_PROGRAMS, methods=FORM),
    page("programs/supply/", supply.show, name="supply", needs=Permission.MANAGE_PROGRAMS, methods=FORM),
    page(
        "programs/<int:program>/",
        programs.show,
        name="program",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/<int:program>/rules/",
        program_rules.show,
        name="program-rules",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/<int:program>/criteria/",
        program_criteria.show,
        name="program-criteria",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/<int:program>/partners/",
        program_partners.show,
        name="program-partners",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/<int:program>/resources/",
        program_resources.show,
        name="program-resources",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/<int:program>/settings/<str:section>/",
        programs.change,
        name="program-section",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/cohorts/<int:cohort>/",
        cohorts.show,
        name="cohort",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/cohorts/<int:cohort>/report/",
        report.show,
        name="cohort-report",
        needs=Permission.MANAGE_PROGRAMS,
    ),
    page(
        "programs/cohorts/<int:cohort>/report/report.pdf",
        report.pdf,
        name="cohort-report-pdf",
        needs=Permission.MANAGE_PROGRAMS,
    ),
    page(
        "programs/cohorts/<int:cohort>/report/frozen/",
        frozen.index,
        name="frozen-reports",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/cohorts/<int:cohort>/report/frozen/<int:frozen_id>/",
        frozen.show,
        name="frozen-report",
        needs=Permission.MANAGE_PROGRAMS,
    ),
    page(
        "programs/cohorts/<int:cohort>/report/<str:figure>/",
        report.people,
        name="cohort-report-people",
        needs=Permission.MANAGE_PROGRAMS,
    ),
]
