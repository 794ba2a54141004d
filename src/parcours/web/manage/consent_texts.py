"""The words that people read before they say yes or no, for each purpose; an organization can have its own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.core.refusals import Refused
from parcours.people.consent.actions.texts import reset, reword
from parcours.people.consent.lists import PURPOSE
from parcours.people.consent.models.text import LONGEST
from parcours.people.consent.purposes import OFFERED
from parcours.people.consent.texts import history, texts_now, words_of
from parcours.web.editing import Editing
from parcours.web.forms import Form
from parcours.web.pages import OrganizationRequest


def index(request: OrganizationRequest) -> HttpResponse:
    """Every purpose that people are asked about: whose words people read, in which version."""
    texts = texts_now(request.organization, *OFFERED)
    rows = [(purpose, PURPOSE.label(purpose), facts, texts[purpose]) for purpose, facts in OFFERED.items()]
    return render(request, "manage/consents/texts.html", {"rows": rows})


def _words(label: Any, language: str) -> forms.CharField:  # noqa: ANN401 - said later
    area = forms.Textarea(attrs={"rows": 3, "lang": language})
    return forms.CharField(label=label, max_length=LONGEST, required=False, widget=area)


class WordsForm(Form):
    """All three parts, in both languages; whoever reads the other one gets the one that is there."""

    what_en = _words(_("What it is about, in English"), "en")
    why_en = _words(_("What for, in English"), "en")
    refusing_en = _words(_("What happens without it, in English"), "en")
    what_fr = _words(_("What it is about, in French"), "fr")
    why_fr = _words(_("What for, in French"), "fr")
    refusing_fr = _words(_("What happens without it, in French"), "fr")


def edit(request: OrganizationRequest, purpose: str) -> HttpResponse:
    """Word a purpose anew, or in the product's words again; every version so far stands below."""
    if purpose not in OFFERED:
        raise Http404
    editing = Editing(
        request,
        lambda: texts_now(request.organization, purpose)[purpose],
        lambda row, *sent: WordsForm(*sent, initial=words_of(row)),
    )
    if editing.saved(lambda given: _save(request, purpose, dict(given))):
        messages.success(request, gettext("People read these words from now on."))
        return redirect("consent-texts", request.organization.slug)
    context = {"purpose": purpose, "name": PURPOSE.label(purpose), "versions": history(purpose)}
    return editing.page("manage/consents/text.html", **context)


def _save(request: OrganizationRequest, purpose: str, given: dict[str, Any]) -> None:
    version = given.pop("version")
    try:
        if "reset" in request.POST:
            reset(purpose=purpose, version=version, by=request.actor)
        else:
            reword(purpose=purpose, version=version, words=given, by=request.actor)
    except ValidationError as problem:
        raise Refused(" ".join(problem.messages)) from problem
