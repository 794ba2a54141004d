"""Applying by link, without an account, and seeing where the application stands, as often as the person likes."""

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
    send_link_again,
    submit,
    write_words,
)
from parcours.applications.actions.deciding import withdraw
from parcours.applications.documents import documents_handed_in
from parcours.applications.intake import intake_of
from parcours.applications.models import Application
from parcours.applications.queries import applications_of
from parcours.applications.states import APPLICATION
from parcours.core.refusals import Refused, Stale
from parcours.people.consent.queries import requests_of
from parcours.people.consent.sight import SHARING
from parcours.people.models import Person
from parcours.people.policies import person_in
from parcours.people.queries import person
from parcours.web.applications import Ways, ask_again, standings
from parcours.web.forms import Form
from parcours.web.numbers import row_numbers
from parcours.web.profiles.facts import profile
from parcours.web.profiles.sections import BY_KEY
from parcours.web.public.link_cookie import carried, carry
from parcours.web.public.link_over import over


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
        return redirect(
            _onward(request.POST.get("go", "")) or f"{reverse('link-apply')}?application={row.pk}"
        )
    context: dict[str, Any] = {
        "sender": link.organization,
        "application": row,
        "others": [one for one in rows if one != row],
        "asked": [one.partner for one in requests_of(who) if one.purpose == SHARING],
        "form": form,
    }
    if row.status == "draft":
        papers = documents_handed_in(row.cohort.program, who)
        intake = intake_of(row.cohort)
        more = {"profile": profile(who), "documents": papers, "intake": intake}
        return render(request, "public/apply.html", {**context, **more})
    (standing,) = standings([row], who, Ways(_section))
    may_withdraw = row.status in APPLICATION["withdraw"].sources
    return render(
        request,
        "public/application.html",
        {**context, "standing": standing, "may_withdraw": may_withdraw},
    )


def _onward(asked: str) -> str:
    """Return where a button of the draft leads once its words are saved: a section of the profile, or the documents."""
    if asked in BY_KEY:
        return _section(asked)
    return reverse("link-documents") if asked == "documents" else ""


def _section(key: str) -> str:
    """Return where a section of the profile is changed by this link; without one: the sensitive facts."""
    return f"{reverse('link-profile-step', args=[key])}?back=check" if key else reverse("link-facts")


def _tried(request: HttpRequest, link: SignedLink, row: Application, form: WordsForm) -> bool:
    """Do what the button says and return True; False where the form has to be corrected first."""
    by, sent = holder(link), request.POST
    if "again" in sent:
        ask_again(request, row, by)
        return True
    if "withdraw" not in sent and not form.is_valid():
        return False
    try:
        if "withdraw" in sent:
            withdraw(application=row, by=by)
            return True
        words = form.cleaned_data["words"]
        if "go" not in sent or words != row.words:
            write_words(application=row, words=words, by=by)
        if "submit" in sent:
            submit(application=row, by=by)
            messages.success(request, gettext("Your application is handed in."))
        elif "go" not in sent:
            messages.success(request, gettext("Saved."))
    except (Refused, Stale) as problem:
        messages.warning(request, str(problem))
    return True
