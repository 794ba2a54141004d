"""The pages about applications to a cohort, and about its mentors."""

from django.urls import URLPattern

from parcours.accounts.roles import Permission
from parcours.web.manage import application, applications, cohort_mentor, cohort_mentors
from parcours.web.pages import FORM, page

application_pages: list[URLPattern] = [
    page(
        "programs/cohorts/<int:cohort>/applications/",
        applications.index,
        name="cohort-applications",
        needs=Permission.MANAGE_PEOPLE,
        methods=FORM,
    ),
    page(
        "programs/cohorts/<int:cohort>/applications/decide/",
        applications.decide,
        name="applications-decide",
        needs=Permission.MANAGE_PEOPLE,
        methods=FORM,
    ),
    page(
        "programs/cohorts/<int:cohort>/mentors/",
        cohort_mentors.show,
        name="cohort-mentors",
        needs=Permission.MANAGE_PEOPLE,
        methods=FORM,
    ),
    page(
        "programs/cohorts/<int:cohort>/mentors/<int:place>/",
        cohort_mentor.show,
        name="cohort-mentor",
        needs=Permission.MANAGE_PEOPLE,
        methods=FORM,
    ),
    page(
        "programs/applications/<int:application>/",
        application.show,
        name="application",
        needs=Permission.MANAGE_PEOPLE,
        methods=FORM,
    ),
]
