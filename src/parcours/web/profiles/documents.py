"""The documents of somebody: the same page for staff, for a person with an account, and for one with a link."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.actors import Actor
from parcours.core.refusals import NotAllowed, Refused
from parcours.people.documents.actions import keep_document, open_document, remove_document, stop_showing
from parcours.people.documents.formats import CONTENT_TYPES
from parcours.people.documents.lists import CV, KIND, OTHER, Reading, Scan
from parcours.people.documents.models import Document, Showing
from parcours.people.documents.policies import allows_showing, check_documents, may_see_document
from parcours.people.documents.queries import document, documents_of, showings_of
from parcours.people.models import Person
from parcours.web.forms import Form
from parcours.web.numbers import row_numbers

_TONES = {Scan.NOT_SCANNED: "warning", Scan.CLEAN: "good", Scan.INFECTED: "problem"}


class UploadForm(Form):
    """Which file, and what it is."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=KIND.choices,
        initial=CV,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=gettext_lazy("Name of the document"),
        max_length=100,
        required=False,
        help_text=gettext_lazy(
            "For other documents, such as “Diploma” or “Letter”. The same name again is a new version of it."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, DOCX or ODT, 20 MB at most, without a password or macros."),
        allow_empty_file=True,  # what is empty is refused in our words
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,.odt"}),
    )

    def clean_title(self) -> str:
        """Ask for a name where the document is no CV."""
        title: str = self.cleaned_data["title"].strip()
        if self.cleaned_data.get("kind") == OTHER and not title:
            raise forms.ValidationError(_("Say what the document is, such as a diploma or a letter."))
        return title


@dataclass(frozen=True, slots=True)
class Shown:
    """A version as the page shows it. ``is_latest``: no newer one of the same document is there."""

    row: Document
    address: str
    is_latest: bool

    @property
    def tone(self) -> str:
        """The tone of what is known about malware."""
        return _TONES[Scan(self.row.scan)]

    @property
    def can_be_opened(self) -> bool:
        """Whether anybody can open it."""
        return self.row.scan != Scan.INFECTED

    @property
    def remarks(self) -> list[str]:
        """What to know before opening it, and whether its text is known."""
        read = [] if self.row.reading == Reading.READ else [str(Reading(self.row.reading).label)]
        return self.row.remarks_in_words + read


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of ``person``, looked after by ``by``. ``here`` is the page, ``address_of`` makes a download's."""

    person: Person
    by: Actor
    here: str
    address_of: Callable[[int], str]
    saved: Callable[[str], None] = lambda _words: None

    def answer(self, request: HttpRequest) -> tuple[HttpResponse | None, dict[str, Any]]:
        """Return where to go after what was sent, or None with what the page shows."""
        check_documents(self.by, self.person)
        if request.method == "POST" and request.POST.get("remove"):
            remove_document(document=self._document(request.POST["remove"]), by=self.by)
            return self._back(_("The document is removed.")), {}
        if request.method == "POST" and request.POST.get("stop"):
            stop_showing(showing=self._showing(request.POST["stop"]), by=self.by)
            return self._back(_("The CV is no longer shown to this person.")), {}
        if request.GET.get("remove"):
            return None, {"removing": self._document(request.GET["remove"]), **self.context()}
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid() and self._keep(form):
            return self._back(_("The document is saved.")), {}
        return None, {**self.context(), "form": form}

    def _keep(self, form: UploadForm) -> bool:
        try:
            keep_document(person=self.person, by=self.by, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("file", str(refusal))
            return False
        return True

    def _back(self, words: str) -> HttpResponse:
        self.saved(words)
        return redirect(self.here)

    def _document(self, number: str) -> Document:
        """Return this person's document of that number, or 404."""
        for pk in row_numbers([number]):
            found = document(pk, self.person)
            if found is not None:
                return found
        raise Http404

    def _showing(self, number: str) -> Showing:
        """Return the row that shows this person's CV, or 404."""
        found = [row for row in showings_of(self.person) if row.pk in row_numbers([number])]
        if not found:
            raise Http404
        return found[0]

    def context(self) -> dict[str, Any]:
        """Return what the page shows, but for the form."""
        return {
            "person": self.person,
            "documents": list(self._shown()),
            "showings": [(row, allows_showing(row.person, row.partner)) for row in showings_of(self.person)],
            "form": UploadForm(),
            "documents_address": self.here,
        }

    def _shown(self) -> Iterator[Shown]:
        latest: set[tuple[str, str]] = set()
        for row in documents_of(self.person):
            key = row.kind, row.title_key
            yield Shown(row, self.address_of(row.pk), is_latest=key not in latest)
            latest.add(key)


def download(row: Document | None, by: Actor) -> HttpResponse:
    """Return the file, to be kept and never shown inside the site; 404 where there is none that the actor may know of.

    Whoever may not see it gets the same answer as for one that is not there.
    """
    if row is None:
        raise Http404
    try:
        data = open_document(document=row, by=by)
    except NotAllowed as refusal:
        if may_see_document(by, row):
            raise  # there is malware in it: whoever may know of it is told why
        raise Http404 from refusal
    response = HttpResponse(data, content_type=CONTENT_TYPES[row.format])
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=row.name) or "attachment"
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
