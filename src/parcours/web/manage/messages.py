"""The messages of the product, and how the organization says them; or one program of it, those that are about it."""

from collections.abc import Collection
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.mail import Letter, in_language
from parcours.core.catalogue import CATALOGUE, Entry
from parcours.core.refusals import Refused
from parcours.messaging.actions.wordings import reset, reword
from parcours.messaging.wordings import (
    Said,
    Whose,
    check_words,
    examples,
    languages_worded,
    preview,
    programs_that_word,
    said,
)
from parcours.programs.models import Program
from parcours.programs.queries import programs
from parcours.web.forms import Form
from parcours.web.manage.programs import found
from parcours.web.pages import OrganizationRequest


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message is worded: in the organization, or in one program. It knows its pages, and how letters read."""

    request: OrganizationRequest
    program: Program | None

    @property
    def number(self) -> int | None:
        """The number of the program, None in the organization."""
        return self.program.pk if self.program else None

    @property
    def own(self) -> Whose:
        """Whose words are given here."""
        return Whose.PROGRAM if self.program else Whose.ORGANIZATION

    def address(self, page: str, *parts: str) -> str:
        """Return the address of a page of messages here."""
        slug = self.request.organization.slug
        if self.program:
            return reverse(f"program-{page}", args=[slug, self.program.pk, *parts])
        return reverse(page, args=[slug, *parts])

    def said(self, entry: Entry, language: str) -> Said:
        """Return what a message says here now."""
        return said(entry, language, self.number)

    def version(self, entry: Entry, words: Said) -> "Version":
        """Return the message in these words, as it is sent from here."""
        name = self._name(words.language)
        letter = preview(entry, words, self.request.organization, name)
        parts = (entry.key, words.language)
        return Version(words, letter, self.address("message-edit", *parts), words.whose is self.own)

    def examples(self, entry: Entry, language: str) -> list[tuple[str, str]]:
        """Return what each variable of a message may hold."""
        known = examples(entry, self.request.organization, language, self._name(language))
        return [(name, known[name]) for name in entry.variables]

    def _name(self, language: str) -> str:
        with in_language(language):
            return str(self.program) if self.program else ""


@dataclass(frozen=True, slots=True)
class Version:
    """A message in one language: its words, and the letter that they make with examples.

    ``edit`` is where it is worded, ``is_own`` whether it is already, by whoever words it there.
    """

    words: Said
    letter: Letter
    edit: str
    is_own: bool

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
    own = languages_worded()
    entries = sorted(CATALOGUE.values(), key=lambda entry: (not entry.reworded, str(entry.name)))
    rows = [(entry, _codes(own, entry)) for entry in entries]
    return render(request, "manage/messages/list.html", {"rows": rows})


def of_program(request: OrganizationRequest, program: int) -> HttpResponse:
    """Every message about a program: whether the program words it, or the organization, or nobody."""
    row = found(program)
    here, organization = languages_worded(program), languages_worded()
    entries = [entry for entry in CATALOGUE.values() if entry.of_program and entry.reworded]
    rows = [
        (entry, _codes(here, entry), _codes(organization, entry, but=here.get(entry.key, ())))
        for entry in sorted(entries, key=lambda entry: str(entry.name))
    ]
    return render(request, "manage/programs/messages.html", {"program": row, "rows": rows})


def show(request: OrganizationRequest, key: str, program: int | None = None) -> HttpResponse:
    """One message, in both languages, as it is sent now."""
    place, entry = _there(request, key, program)
    context = {
        "program": place.program,
        "entry": entry,
        "versions": [place.version(entry, place.said(entry, language)) for language in Language.values],
        "in_programs": [] if place.program else _in_programs(entry),
    }
    return render(request, "manage/messages/show.html", context)


def edit(request: OrganizationRequest, key: str, language: str, program: int | None = None) -> HttpResponse:
    """Word a message in one language; ``preview`` shows it before anything is kept."""
    place, entry = _there(request, key, program)
    if not entry.reworded or language not in Language.values:
        raise Http404
    now = words = place.said(entry, language)
    form = WordsForm(
        request.POST if request.method == "POST" else None, initial={"subject": now.subject, "text": now.text}
    )
    for field in form.fields.values():
        field.widget.attrs["lang"] = language
    if form.is_valid():
        subject, text = form.cleaned_data["subject"], form.cleaned_data["text"]
        try:
            check_words(entry, subject, text)
            words = Said(language, subject, text, now.whose)
            if "preview" not in request.POST:
                reword(
                    entry=entry,
                    language=language,
                    subject=subject,
                    text=text,
                    program=place.number,
                    by=request.actor,
                )
                messages.success(request, gettext("The message is sent in your words from now on."))
                return redirect(place.address("message", entry.key))
        except Refused as refusal:
            form.add_error("text", str(refusal))
        except ValidationError as problem:
            form.add_error(None, problem)
    context = {
        "program": place.program,
        "entry": entry,
        "form": form,
        "shown": place.version(entry, words),
        "to_message": place.address("message", entry.key),
        "to_reset": place.address("message-reset", entry.key, language),
        "variables": place.examples(entry, language),
    }
    return render(request, "manage/messages/edit.html", context)


def back(request: OrganizationRequest, key: str, language: str, program: int | None = None) -> HttpResponse:
    """Send the message again as it was before: in the product's words, or in a program as the organization does."""
    place, entry = _there(request, key, program)
    if language not in Language.values:
        raise Http404
    reset(entry=entry, language=language, program=place.number, by=request.actor)
    if place.program:
        done = gettext("In this program, the message is sent in the words of your organization again.")
    else:
        done = gettext("The message is sent in the words of Parcours again.")
    messages.success(request, done)
    return redirect(place.address("message", entry.key))


def _there(request: OrganizationRequest, key: str, program: int | None) -> tuple[Place, Entry]:
    """Return where which message is worded. Raises Http404 where there is none, or a program has no say in it."""
    place = Place(request, None if program is None else found(program))
    entry = CATALOGUE.get(key)
    if entry is None or (place.program and not (entry.of_program and entry.reworded)):
        raise Http404
    return place, entry


def _codes(worded: dict[str, list[str]], entry: Entry, but: Collection[str] = ()) -> str:
    return ", ".join(language.upper() for language in worded.get(entry.key, ()) if language not in but)


def _in_programs(entry: Entry) -> list[tuple[Program, str]]:
    """Return which programs have words of their own, and in which languages."""
    worded = programs_that_word(entry)
    rows = programs().filter(pk__in=worded) if worded else ()
    return [(row, ", ".join(language.upper() for language in worded[row.pk])) for row in rows]
