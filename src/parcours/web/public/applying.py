"""Applying by link, without an account, and seeing where the application stands, as often as the person likes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from parcours.accounts.links.actions import holder
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.applications.actions.applying import (
    MOST_WORDS,
    judge_again,
    send_link_again,
    submit,
    write_words,
)
from parcours.applications.actions.deciding import withdraw
from parcours.applications.intake import intake_of
from parcours.applications.models import Application
from parcours.applications.queries import applications_of, position
from parcours.applications.states import APPLICATION
from parcours.applications.telling import reasons_in_words
from parcours.applications.waiting import news_by
from parcours.core.refusals import Refused, Stale
from parcours.people.consent.queries import requests_of
from parcours.people.consent.sight import SHARING
from parcours.people.models import Person
from parcours.people.policies import person_in
from parcours.people.queries import person
from parcours.people.sensitive import asked_of
from parcours.people.words import column
from parcours.web.forms import Form
from parcours.web.numbers import row_numbers
from parcours.web.profiles.facts import profile
from parcours.web.profiles.sections import BY_KEY, Section
from parcours.web.public.link_cookie import carried, carry
from parcours.web.public.link_over import over

NEXT = {
    "to_check": _(
        "Something that the rules ask for is not known yet. Somebody looks at it, and may ask you."
    ),
    "eligible": _("You fit the rules of the program. Somebody reads your application."),
    "in_review": _("Your application is being reviewed. You may be called for a short talk."),
    "accepted": _("You have a seat. A mentor of your profession is looked for, and you are written to."),
    "waitlisted": _("When a seat is free, the list is gone through from the top."),
    "not_eligible": _("The program is not the right one. Below stands why, and what you can do next."),
    "declined": _("You were not chosen this time. You may apply again."),
    "withdrawn": _("Your application is withdrawn."),
}
"""What is next, by status."""


FACTS_AT: Mapping[str, str] = {
    "whereabouts": "place",
    "occupation": "occupations",
    "years_experience": "work",
    "education": "education",
    "licence_stage": "licence",
    "employment": "work",
    "english_level": "languages",
    "french_level": "languages",
    "immigration_class": "",
    "age": "",
}
"""In which section of the profile a person says each fact that rules ask for; nowhere: among the sensitive facts."""


class WordsForm(Form):
    """Why the person applies."""

    words = forms.CharField(
        label=_("Why do you apply, and what should be different afterwards?"),
        max_length=MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("A few sentences are enough. Whoever decides reads them."),
    )


def show(request: HttpRequest) -> HttpResponse:
    """The application: to be written and handed in, or where it stands and what is next."""
    link = carried(request)
    if link is None or link.purpose != Purpose.APPLY or not link.works:
        return over(request, link)
    with scope(organization=link.organization), timezone.override(link.organization.time_zone):
        who = person(person_in(link.subject))
        rows = applications_of(who) if who else []
        response = _answer(request, link, who, rows) if who and rows else over(request, None)
    carry(response, request, link)
    return response


def send_again(link: SignedLink) -> None:
    """Send a new link in place of one that is too old, to the address on file. Raises Refused."""
    who = person(person_in(link.subject))
    if who is not None:
        send_link_again(person=who, link=link, by=holder(link))


def _answer(request: HttpRequest, link: SignedLink, who: Person, rows: list[Application]) -> HttpResponse:
    asked = next(iter(row_numbers([request.GET.get("application", "")])), rows[0].pk)
    row = next((one for one in rows if one.pk == asked), rows[0])
    form = WordsForm(request.POST if request.method == "POST" else None, initial={"words": row.words})
    if request.method == "POST" and _tried(request, link, row, form):
        return redirect(f"{reverse('link-apply')}?application={row.pk}")
    context: dict[str, Any] = {
        "sender": link.organization,
        "application": row,
        "others": [one for one in rows if one != row],
        "asked": [one.partner for one in requests_of(who) if one.purpose == SHARING],
        "form": form,
    }
    if row.status == "draft":
        shown = [(one, reverse("link-profile-step", args=[one.section.key])) for one in profile(who)]
        return render(
            request, "public/apply.html", {**context, "profile": shown, "intake": intake_of(row.cohort)}
        )
    return render(request, "public/application.html", {**context, **_standing(row)})


def _standing(row: Application) -> dict[str, Any]:
    return {
        "next": NEXT.get(row.status, ""),
        "by": news_by(row),
        "position": position(row),
        "reasons": reasons_in_words(row),
        "missing": _missing(row) if row.status == "to_check" else [],
        "may_withdraw": row.status in APPLICATION["withdraw"].sources,
    }


def _missing(row: Application) -> list[tuple[str, str]]:
    """Return what of the profile the rules found empty: what it is called there, and where it is filled in."""
    who = row.participant.person
    sections = {name: FACTS_AT[name] for name in row.missing if name in FACTS_AT}
    own = [(_named(name, BY_KEY[key], who), _step(key)) for name, key in sections.items() if key]
    asked = "" in sections.values() and asked_of(who)
    return [*own, *([(gettext("Sensitive facts"), reverse("link-facts"))] if asked else [])]


def _named(fact: str, section: Section, who: Person) -> str:
    """Return what the profile calls a fact: the section, and the field where it is one of several."""
    fields = [column(type(row), fact).verbose_name for row, names in section.rows(who) if fact in names]
    return " ".join([str(section.title), *(f"({words})" for words in fields)])


def _step(key: str) -> str:
    return f"{reverse('link-profile-step', args=[key])}?back=check"


def _tried(request: HttpRequest, link: SignedLink, row: Application, form: WordsForm) -> bool:
    """Do what the button says and return True; False where the form has to be corrected first."""
    by, sent = holder(link), request.POST
    if sent.keys().isdisjoint({"withdraw", "again"}) and not form.is_valid():
        return False
    try:
        if "withdraw" in sent:
            withdraw(application=row, by=by)
            return True
        if "again" in sent:
            judge_again(application=row, by=by)
            return True
        write_words(application=row, words=form.cleaned_data["words"], by=by)
        if "submit" in sent:
            submit(application=row, by=by)
        else:
            messages.success(request, gettext("Saved."))
    except (Refused, Stale) as problem:
        messages.warning(request, str(problem))
    return True
