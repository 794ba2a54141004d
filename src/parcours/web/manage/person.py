"""One participant, mentor or supervisor: the profile, its sections, the status, the link, pauses."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.audit import record_view
from parcours.accounts.links.queries import latest_link
from parcours.accounts.models.link import Purpose
from parcours.accounts.roles import Permission
from parcours.people.actions.people import give_standing
from parcours.people.actions.requests import ask_for_profile, withdraw_request
from parcours.people.actions.standings import plan_pause, remove_pause, take
from parcours.people.consent.queries import allowed_now
from parcours.people.duplicates.network import known_elsewhere_across
from parcours.people.duplicates.queries import merged_into, merges_of, pairs_of
from parcours.people.kinds import FACTS, Kind, standings
from parcours.people.models import MentorPause, Person
from parcours.people.models.standing import Standing
from parcours.people.policies import subject_of
from parcours.people.queries import open_request, pauses_of
from parcours.people.queries import person as found_person
from parcours.people.states import BUTTONS, ways_from
from parcours.web.forms import Form
from parcours.web.manage.people import shelf_of, tone
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest
from parcours.web.profiles.editing import SectionEditing
from parcours.web.profiles.facts import profile
from parcours.web.profiles.sections import BY_KEY, sections_of


def show(request: OrganizationRequest, person: int) -> HttpResponse:
    """The whole profile, and beside it where the person stands and what can be done next."""
    stays = merged_into(person)
    if stays:
        return redirect("person", request.organization.slug, stays)
    row = _found(person)
    record_view(by=request.actor, page="person", what=row, about=row.user)
    here = standings(row)
    context = {
        "person": row,
        "profile": profile(row),
        "standings": [_standing(one) for one in here.values()],
        "others": [kind for kind in Kind if kind not in here],
        "shelf": shelf_of(next(iter(here.values()))) if here else None,
        "asked": open_request(row),
        "link": latest_link(Purpose.FILL_PROFILE, subject_of(row)),
        "steps": len(sections_of(row)),
        "likely": pairs_of(row),
        "merges": merges_of(row),
        "elsewhere": known_elsewhere_across(row),
        "pauses": pauses_of(row.mentor) if Kind.MENTOR in here else None,
        "allowed": allowed_now(row),
        "may_manage": request.actor.may(Permission.MANAGE_PEOPLE),
        "may_handle_privacy": request.actor.may(Permission.HANDLE_PRIVACY),
        "may_see_sensitive": request.actor.may(Permission.VIEW_SENSITIVE),
    }
    return render(request, "manage/people/person.html", context)


def _standing(row: Standing) -> dict[str, Any]:
    shelf = shelf_of(row)
    ways = ways_from(FACTS[shelf.kind].ways, row.status)
    return {
        "kind": shelf.kind,
        "row": row,
        "tone": tone(row.status),
        "ways": [(way.name, BUTTONS[way.name]) for way in ways],
    }


def section(request: OrganizationRequest, person: int, section: str) -> HttpResponse:
    """One section of the profile, to be changed."""
    row = _found(person)
    if section not in {one.key for one in sections_of(row)}:
        raise Http404
    slug = request.organization.slug
    back = reverse("person", args=[slug, row.pk])
    editing = SectionEditing(
        row,
        BY_KEY[section],
        request.actor,
        here=reverse("person-section", args=[slug, row.pk, section]),
        onward=back,
        saved=lambda: messages.success(request, gettext("The profile is saved.")),
    )
    return editing.answer(request, "manage/people/section.html", back=back)


class WayForm(Form):
    """The next status of a participant, a mentor or a supervisor."""

    kind = forms.ChoiceField(choices=Kind.choices)
    way = forms.CharField(max_length=30)


def status(request: OrganizationRequest, person: int) -> HttpResponse:
    """Move the person on; what they are and which way is in the form."""
    row = _found(person)
    form = WayForm(request.POST)
    here = standings(row)
    if form.is_valid() and form.cleaned_data["kind"] in here:
        standing = here[Kind(form.cleaned_data["kind"])]
        take(row=standing, way=form.cleaned_data["way"], by=request.actor)
        words = {"person": row, "status": standing.get_status_display()}  # type: ignore[attr-defined]
        messages.success(request, gettext("%(person)s: %(status)s.") % words)
    else:
        messages.warning(request, gettext("Choose a next step first."))
    return redirect("person", request.organization.slug, row.pk)


def become(request: OrganizationRequest, person: int) -> HttpResponse:
    """Make the person a mentor, a participant or a supervisor as well."""
    row, kind = _found(person), request.POST.get("kind", "")
    if kind in Kind.values:
        give_standing(person=row, kind=Kind(kind), by=request.actor)
        messages.success(
            request,
            gettext("%(person)s has one more role here: %(kind)s.")
            % {"person": row, "kind": Kind(kind).label},
        )
    return redirect("person", request.organization.slug, row.pk)


def link(request: OrganizationRequest, person: int) -> HttpResponse:
    """Send a link to the profile, send it again, or withdraw it."""
    row = _found(person)
    if request.POST.get("withdraw"):
        withdraw_request(person=row, by=request.actor)
        messages.success(request, gettext("The link no longer works."))
    else:
        ask_for_profile(person=row, by=request.actor)
        messages.success(request, gettext("A link is on its way to %(email)s.") % {"email": row.email})
    return redirect("person", request.organization.slug, row.pk)


class PauseForm(Form):
    """When a mentor takes nobody new."""

    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty where nobody knows yet."),
    )
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)


def pauses(request: OrganizationRequest, person: int) -> HttpResponse:
    """Plan a pause of a mentor, or take one away."""
    row = _found(person)
    here = standings(row)
    if Kind.MENTOR not in here:
        raise Http404
    if request.POST.get("remove"):
        pause = MentorPause.objects.filter(
            mentor=row.mentor, pk__in=row_numbers([request.POST["remove"]])
        ).first()
        if pause is None:
            raise Http404
        remove_pause(pause=pause, by=request.actor)
        return redirect("person-pauses", request.organization.slug, row.pk)
    start = {"starts_on": timezone.localdate()}
    form = PauseForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            plan_pause(mentor=row.mentor, by=request.actor, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, gettext("The pause is planned."))
            return redirect("person-pauses", request.organization.slug, row.pk)
    context = {"form": form, "person": row, "pauses": pauses_of(row.mentor)}
    return render(request, "manage/people/pauses.html", context)


def _found(pk: int) -> Person:
    row = found_person(pk)
    if row is None:
        raise Http404
    return row
