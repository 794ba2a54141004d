"""Addresses of the pages about matching, below the organization."""

from django.urls import URLPattern

from parcours.accounts.roles import Permission
from parcours.web.manage import concern, course, matching, matching_pair, matching_runs, matching_sending
from parcours.web.pages import FORM, page

matching_pages: list[URLPattern] = [
    page(
        "programs/cohorts/<int:cohort>/matching/",
        matching.show,
        name="matching",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/cohorts/<int:cohort>/matching/run/",
        matching_runs.run,
        name="matching-run",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/cohorts/<int:cohort>/matching/runs/",
        matching_runs.runs,
        name="matching-runs",
        needs=Permission.MANAGE_PROGRAMS,
    ),
    page(
        "programs/cohorts/<int:cohort>/matching/send/",
        matching_sending.send,
        name="matching-send",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/cohorts/<int:cohort>/matching/mentee/<int:participant>/",
        matching_pair.show,
        name="matching-mentee",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/cohorts/<int:cohort>/matching/mentee/<int:participant>/mentor/<int:mentor>/",
        matching_pair.decide,
        name="matching-decide",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/mentorships/<int:match>/",
        matching_sending.show,
        name="mentorship",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/mentorships/<int:match>/course/",
        course.show,
        name="mentorship-course",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
    page(
        "programs/cohorts/<int:cohort>/mentorships/",
        course.of_cohort,
        name="cohort-mentorships",
        needs=Permission.MANAGE_PROGRAMS,
    ),
    page(
        "programs/concerns/<int:concern>/",
        concern.show,
        name="concern",
        needs=Permission.MANAGE_PROGRAMS,
        methods=FORM,
    ),
]
