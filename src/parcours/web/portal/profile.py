"""One's own profile, for somebody who has an account."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from parcours.applications.queries import applications_of
from parcours.engagements.course_queries import courses_of
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import asked_of as matches_of
from parcours.engagements.queries import waits_for
from parcours.people.actions.requests import finish_request, note_step
from parcours.people.documents.policies import cvs_shown_to
from parcours.people.models import Person
from parcours.people.queries import open_request, person_of
from parcours.people.sensitive import FACTS, asked_of
from parcours.surveys.queries import waiting_for
from parcours.web.applications import Ways, ask_again, standings
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest
from parcours.web.profiles.editing import SectionEditing
from parcours.web.profiles.facts import profile
from parcours.web.profiles.sections import BY_KEY, sections_of


def show(request: OrganizationRequest) -> HttpResponse:
    """The whole profile, and what waits for the person: questions, their mentorships and applications.

    Where the organization asked for the profile, the button says that this is all; that of an application asks the
    rules again.
    """
    row = person_of(request.user)
    if request.method == "POST":
        if row is None:
            raise Http404
        if "again" in request.POST:
            return _asked_again(request, row)
        finish_request(person=row, by=request.actor)
        messages.success(request, gettext("Thank you. Your profile is complete."))
        return redirect("own-profile", request.organization.slug)
    context = {
        "person": row,
        "profile": profile(row) if row else [],
        "asked": open_request(row) if row else None,
        "facts_asked": [FACTS[name].label for name in asked_of(row)] if row else [],
        "matches": [match for match in matches_of(row) if waits_for(match) == row] if row else [],
        "surveys": waiting_for(row) if row else [],
        "mentorships": courses_of(row) if row else [],
        "applications": standings(applications_of(row), row, _ways(request)) if row else [],
        "cvs": cvs_shown_to(request.actor),
    }
    return render(request, "portal/profile/show.html", context)


def _asked_again(request: OrganizationRequest, row: Person) -> HttpResponse:
    chosen = row_numbers([request.POST["again"]])
    application = next((one for one in applications_of(row) if one.pk in chosen), None)
    if application is None:
        raise Http404
    ask_again(request, application, request.actor)
    return redirect("own-profile", request.organization.slug)


def _ways(request: OrganizationRequest) -> Ways:
    slug = request.organization.slug

    def section(key: str) -> str:
        return reverse("own-profile-section", args=[slug, key]) if key else reverse("own-facts", args=[slug])

    def pair(page: str, row: Mentorship) -> str:
        return reverse(f"own-{page}", args=[slug] if page == "afterwards" else [slug, row.pk])

    return Ways(section, pair)


def section(request: OrganizationRequest, section: str) -> HttpResponse:
    """One section of it, to be changed."""
    row = person_of(request.user)
    if row is None or section not in {one.key for one in sections_of(row)}:
        raise Http404
    back = reverse("own-profile", args=[request.organization.slug])
    editing = SectionEditing(
        row,
        BY_KEY[section],
        request.actor,
        here=reverse("own-profile-section", args=[request.organization.slug, section]),
        onward=back,
        saved=lambda: _saved(request, row, section),
    )
    return editing.answer(request, "portal/profile/section.html", back=back)


def _saved(request: OrganizationRequest, row: Person, section: str) -> None:
    note_step(person=row, step=section, by=request.actor)
    messages.success(request, gettext("Your profile is saved."))
