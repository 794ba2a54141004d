"""Addresses for every member of an organization."""

from parcours.accounts.roles import Permission
from parcours.web.pages import FORM, POST, page
from parcours.web.portal import (
    afterwards,
    calendar,
    consent,
    documents,
    figures,
    home,
    matches,
    my_data,
    organization,
    own_facts,
    profile,
    surveys,
)
from parcours.web.portal.mentorships import mentorship_pages
from parcours.web.portal.report_urls import report_pages

urlpatterns = [
    page("", organization.show, name="organization", needs=Permission.SEE_ORGANIZATION),
    page("home/", home.show, name="home"),
    page("logo.png", organization.logo, name="logo", needs=Permission.SEE_ORGANIZATION),
    page(
        "afterwards/",
        afterwards.index,
        name="own-afterwards",
        needs=Permission.SEE_ORGANIZATION,
        methods=FORM,
    ),
    page(
        "afterwards/<int:closing>/certificate.pdf",
        afterwards.certificate,
        name="own-certificate",
        needs=Permission.SEE_ORGANIZATION,
    ),
    page(
        "afterwards/follow-ups/<int:follow_up>/",
        afterwards.questions,
        name="own-follow-up",
        needs=Permission.SEE_ORGANIZATION,
        methods=FORM,
    ),
    page(
        "matches/<int:match>/end/",
        afterwards.end,
        name="own-match-end",
        needs=Permission.SEE_ORGANIZATION,
        methods=FORM,
    ),
    page("calendar/", calendar.show, name="calendar", methods=FORM),
    page("figures/", figures.show, name="figures", needs=Permission.SEE_AGGREGATES),
    *report_pages,
    page("profile/", profile.show, name="own-profile", needs=Permission.SEE_ORGANIZATION, methods=FORM),
    page(
        "profile/consent/", consent.show, name="own-consent", needs=Permission.SEE_ORGANIZATION, methods=FORM
    ),
    page("profile/facts/", own_facts.show, name="own-facts", needs=Permission.SEE_ORGANIZATION, methods=FORM),
    page(
        "profile/documents/",
        documents.index,
        name="own-documents",
        needs=Permission.SEE_ORGANIZATION,
        methods=FORM,
    ),
    page("documents/<int:document>/", documents.show, name="document", needs=Permission.SEE_ORGANIZATION),
    page(
        "profile/<slug:section>/",
        profile.section,
        name="own-profile-section",
        needs=Permission.SEE_ORGANIZATION,
        methods=FORM,
    ),
    page("my-data/", my_data.show, name="my-data", needs=Permission.SEE_ORGANIZATION),
    page("my-data/data.json", my_data.as_json, name="my-data-json", needs=Permission.SEE_ORGANIZATION),
    page("my-data/data.pdf", my_data.as_pdf, name="my-data-pdf", needs=Permission.SEE_ORGANIZATION),
    page(
        "my-data/correction/",
        my_data.correct,
        name="my-data-correction",
        needs=Permission.SEE_ORGANIZATION,
        methods=FORM,
    ),
    page(
        "my-data/withdraw/",
        my_data.withdraw,
        name="my-data-withdraw",
        needs=Permission.SEE_ORGANIZATION,
        methods=POST,
    ),
    page(
        "my-data/erasure/",
        my_data.erase,
        name="my-data-erasure",
        needs=Permission.SEE_ORGANIZATION,
        methods=FORM,
    ),
    page(
        "surveys/<int:survey>/",
        surveys.show,
        name="own-survey",
        needs=Permission.SEE_ORGANIZATION,
        methods=FORM,
    ),
    page(
        "matches/<int:match>/",
        matches.show,
        name="own-match",
        needs=Permission.SEE_ORGANIZATION,
        methods=FORM,
    ),
    *mentorship_pages,
]
