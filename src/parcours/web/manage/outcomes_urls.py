"""Addresses of the pages about closing a cohort and what came of it, below the organization."""

from django.urls import URLPattern

from parcours.accounts.roles import Permission
from parcours.web.manage import closing, follow_ups, handed, outcomes
from parcours.web.pages import FORM, page

outcome_pages: list[URLPattern] = [
    page(
        "programs/cohorts/<int:cohort>/closing/",
        closing.show,
        name="cohort-closing",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/cohorts/<int:cohort>/ceremony/",
        closing.ceremony,
        name="cohort-ceremony",
        needs=Permission.MANAGE_PROGRAMS,
    ),
    page(
        "programs/closings/<int:closing>/certificate.pdf",
        closing.certificate,
        name="closing-certificate",
        needs=Permission.MANAGE_PROGRAMS,
    ),
    page(
        "programs/cohorts/<int:cohort>/outcomes/",
        outcomes.show,
        name="cohort-outcomes",
        needs=Permission.MANAGE_PROGRAMS,
    ),
    page("programs/follow-ups/", follow_ups.index, name="follow-ups", needs=Permission.MANAGE_PROGRAMS),
    page(
        "programs/follow-ups/<int:follow_up>/",
        follow_ups.show,
        name="follow-up",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page("people/follow-ups/", handed.index, name="handed-follow-ups", needs=Permission.SEE_PEOPLE),
    page(
        "people/follow-ups/<int:follow_up>/",
        handed.show,
        name="handed-follow-up",
        needs=Permission.SEE_PEOPLE,
        methods=FORM,
    ),
]
