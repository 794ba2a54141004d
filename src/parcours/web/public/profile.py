"""A profile filled in by link, without an account: a step for each section, and a page to check it all at the end.

Every step is saved into the profile; the request says which were done, so that any browser goes on where the last one
stopped. The link works until it expires, as often as the person comes back.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.links.actions import holder
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.applications.queries import offer_of
from parcours.people.actions.requests import finish_request, note_step, send_link_again
from parcours.people.models import Person
from parcours.people.policies import person_in
from parcours.people.queries import open_request, person
from parcours.people.sensitive import FACTS, asked_of
from parcours.web.profiles.editing import SectionEditing
from parcours.web.profiles.facts import profile
from parcours.web.profiles.sections import BY_KEY, Section, sections_of
from parcours.web.public.link_cookie import carried, carry
from parcours.web.public.link_over import over

_OPENS = frozenset({Purpose.FILL_PROFILE, Purpose.APPLY, Purpose.TAKE_PART})
"""Links that open the profile: each fact stands there once, whatever the person came for."""


def begin(request: HttpRequest) -> HttpResponse:
    """On to the first step that is not done, or to the page where all can be checked.

    Whom an employer named, and who has not begun, reads first who gave their name.
    """
    return with_person(
        request, lambda _link, who: redirect("link-named" if _is_named(who) else next_step(who))
    )


def step(request: HttpRequest, step: str) -> HttpResponse:
    """One step."""
    return with_person(request, lambda link, who: _step(request, step, link, who))


def check(request: HttpRequest) -> HttpResponse:
    """Everything on one page, each section with a way back to it; the button says that this is all."""
    return with_person(request, lambda link, who: _check(request, link, who))


def language(link: SignedLink) -> str:
    """Return the language of the person whom the link was sent to."""
    with scope(organization=link.organization):
        who = person(person_in(link.subject))
    return who.language if who else link.organization.language


def send_again(link: SignedLink) -> None:
    """Send a new link in place of one that is too old, to the address on file. Raises Refused."""
    who = person(person_in(link.subject))
    if who is None:
        raise Http404
    send_link_again(person=who, link=link, by=holder(link))


def with_person(request: HttpRequest, answer: Callable[[SignedLink, Person], HttpResponse]) -> HttpResponse:
    """Return the answer for whoever holds the link to a profile, or the page that says why it does not work."""
    link = carried(request)
    if link is None or link.purpose not in _OPENS or not link.works:
        return over(request, link)
    with scope(organization=link.organization), timezone.override(link.organization.time_zone):
        who = person(person_in(link.subject))
        if who is None:
            return over(request, None)
        response = answer(link, who)
    carry(response, request, link)
    return response


def page_of(link: SignedLink) -> str:
    """Return where somebody goes back to: their application, or the whole profile, by what the link is for."""
    return reverse("link-apply" if link.purpose == Purpose.APPLY else "link-profile")


def _step(request: HttpRequest, key: str, link: SignedLink, who: Person) -> HttpResponse:
    sections = sections_of(who)
    place = next((number for number, one in enumerate(sections) if one.key == key), None)
    if place is None:
        raise Http404
    by = holder(link)
    editing = SectionEditing(
        who,
        BY_KEY[key],
        by,
        here=_address(sections[place]),
        onward=_onward(request, sections, place, link),
        saved=lambda: note_step(person=who, step=key, by=by),
    )
    before = _address(sections[place - 1]) if place else ""
    steps = {"number": place + 1, "total": len(sections), "before": before, "steps": _steps(who, key)}
    return editing.answer(request, "public/profile/step.html", **steps, **_frame(link))


def _check(request: HttpRequest, link: SignedLink, who: Person) -> HttpResponse:
    if request.method == "POST":
        finish_request(person=who, by=holder(link))
        return render(request, "public/profile/done.html", {"until": link.expires_at, **_frame(link)})
    context = {
        "person": who,
        "profile": [(one, _address(one.section) + "?back=check") for one in profile(who)],
        "asked": open_request(who),
        "facts_asked": [FACTS[name].label for name in asked_of(who)],
        "steps": _steps(who, ""),
    }
    return render(request, "public/profile/check.html", {**context, **_frame(link)})


def _frame(link: SignedLink) -> dict[str, Any]:
    return {"sender": link.organization}


def _onward(request: HttpRequest, sections: list[Section], place: int, link: SignedLink) -> str:
    is_last = place + 1 == len(sections)
    if not is_last and "back" not in request.GET:
        return _address(sections[place + 1])
    return page_of(link)


def _address(section: Section) -> str:
    return reverse("link-profile-step", args=[section.key])


def _is_named(who: Person) -> bool:
    asked = open_request(who)
    return asked is not None and not asked.done and offer_of(who) is not None


def next_step(who: Person) -> str:
    """Return the address of the first step that is not done, or of the page where all can be checked."""
    asked = open_request(who)
    left = [one for one in sections_of(who) if asked and one.key not in asked.done]
    return _address(left[0]) if left else reverse("link-profile")


def _steps(who: Person, here: str) -> list[tuple[Section, str, str]]:
    """Return the steps, each with its state and its address."""
    asked = open_request(who)
    done = set(asked.done) if asked else {one.key for one in sections_of(who)}
    return [
        (one, "here" if one.key == here else "done" if one.key in done else "", _address(one))
        for one in sections_of(who)
    ]
