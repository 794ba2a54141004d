"""The messages of the product, and how the organization says them."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.mail import Letter
from parcours.core.catalogue import CATALOGUE, Entry
from parcours.core.refusals import Refused
from parcours.messaging.actions.wordings import reset, reword
from parcours.messaging.models import Wording
from parcours.messaging.wordings import Said, check_words, examples, preview, said, wording_of
from parcours.web.forms import Form
from parcours.web.pages import OrganizationRequest


@dataclass(frozen=True, slots=True)
class Version:
    """A message in one language: its words, and the letter that they make with examples."""

    words: Said
    letter: Letter

    @property
    def label(self) -> str:
        """The language, in the reader's own."""
        return str(Language(self.words.language).label)


class WordsForm(Form):
    """Subject and text of a message."""

    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(
        label=_("Text"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("An empty line begins a new paragraph. What stands below the button stays as it is."),
    )


def index(request: OrganizationRequest) -> HttpResponse:
    """Every message: who gets it, when, and whether the organization has its own words for it."""
    own: dict[str, list[str]] = {}
    for wording in Wording.objects.order_by("language"):
        own.setdefault(wording.key, []).append(wording.language.upper())
    entries = sorted(CATALOGUE.values(), key=lambda entry: (not entry.reworded, str(entry.name)))
    rows = [(entry, ", ".join(own.get(entry.key, ()))) for entry in entries]
    return render(request, "manage/messages/list.html", {"rows": rows})


def show(request: OrganizationRequest, key: str) -> HttpResponse:
    """One message, in both languages, as it is sent now."""
    entry = _entry(key)
    versions = [
        _version(request, entry, said(entry, language, wording_of(entry, language)))
        for language in Language.values
    ]
    return render(request, "manage/messages/show.html", {"entry": entry, "versions": versions})


def edit(request: OrganizationRequest, key: str, language: str) -> HttpResponse:
    """Word a message in one language; ``preview`` shows it before anything is kept."""
    entry = _entry(key)
    if not entry.reworded or language not in Language.values:
        raise Http404
    now = said(entry, language, wording_of(entry, language))
    form = WordsForm(
        request.POST if request.method == "POST" else None, initial={"subject": now.subject, "text": now.text}
    )
    for field in form.fields.values():
        field.widget.attrs["lang"] = language
    words = now
    if form.is_valid():
        subject, text = form.cleaned_data["subject"], form.cleaned_data["text"]
        try:
            check_words(entry, subject, text)
            words = Said(language, subject, text, own=True)
            if "preview" not in request.POST:
                reword(entry=entry, language=language, subject=subject, text=text, by=request.actor)
                messages.success(request, gettext("The message is sent in your words from now on."))
                return redirect("message", request.organization.slug, entry.key)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        except ValidationError as problem:
            form.add_error(None, problem)
    context = {
        "entry": entry,
        "form": form,
        "shown": _version(request, entry, words),
        "variables": [
            (name, examples(entry, request.organization, language)[name]) for name in entry.variables
        ],
    }
    return render(request, "manage/messages/edit.html", context)


def back(request: OrganizationRequest, key: str, language: str) -> HttpResponse:
    """Send the message in the product's words again."""
    entry = _entry(key)
    if language not in Language.values:
        raise Http404
    reset(entry=entry, language=language, by=request.actor)
    messages.success(request, gettext("The message is sent in the words of Parcours again."))
    return redirect("message", request.organization.slug, entry.key)


def _entry(key: str) -> Entry:
    if key not in CATALOGUE:
        raise Http404
    return CATALOGUE[key]


def _version(request: OrganizationRequest, entry: Entry, words: Said) -> Version:
    return Version(words, preview(entry, words, request.organization))
