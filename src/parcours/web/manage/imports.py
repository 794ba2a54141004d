"""Spreadsheets on their way in: upload, look, apply, and what came of each row."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.imports import actions
from parcours.accounts.imports.queries import counts, imports, rows_of, same_file
from parcours.accounts.models.imports import Import, ImportMode, ImportStatus, RowOutcome
from parcours.core.language import speak
from parcours.reporting.findings import what_and_fix
from parcours.tables.findings import Finding
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.pages import OrganizationRequest

_TONES = {
    RowOutcome.PROBLEM: "problem",
    RowOutcome.UNCHANGED: "neutral",
    RowOutcome.NEW: "info",
    RowOutcome.CHANGED: "info",
    RowOutcome.APPLIED: "good",
}
AT_WORK = frozenset({ImportStatus.READING, ImportStatus.APPLYING})


class UploadForm(Form):
    """Which file."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("CSV, TSV, XLSX or ODS, with one row per person and a header in the first row."),
        max_length=255,
    )


class ApplyForm(Form):
    """What to do where rows are wrong."""

    mode = forms.ChoiceField(
        label=_("If a row has a problem"), choices=ImportMode.choices, widget=forms.RadioSelect
    )


def words_of(findings: Iterable[Mapping[str, Any]]) -> str:
    """Return what is wrong and how to put it right, in the reader's language."""
    say = speak((get_language() or "en")[:2])
    return " ".join(
        " ".join(
            part
            for part in what_and_fix(
                Finding("error", "", one["row"], one["column"], one["what"], one["fix"], one["params"]), say
            )
            if part
        )
        for one in findings
    )


OUTCOME = Column(
    "outcome",
    _("Outcome"),
    lambda row: row.get_outcome_display(),
    order=("outcome", "number"),
    tone=lambda row: _TONES[row.outcome],
)
NUMBER = Column("row", _("Row"), lambda row: row.number, order=("number",), head=True, number=True)
PROBLEM = Column("problem", _("What is wrong"), lambda row: words_of(row.findings))
OUTCOMES = (Choice("outcome", _("Outcome"), RowOutcome.choices, "outcome"),)


@dataclass(frozen=True, slots=True)
class Section:
    """The imports of one part of the site: their kinds, how rows are shown, and the names of their pages.

    ``into`` says what the rows of an import come to where they are also brought into something, or nothing. ``onward``
    gives what comes next once it is done: what each is called, and its address.
    """

    kinds: tuple[str, ...]
    rows: List
    page: str
    back: str
    title: str | Promise
    submit: str | Promise
    into: Callable[[Import], str] = lambda _import: ""
    onward: Callable[[Import], list[tuple[str, str]]] = lambda _import: []

    def at(self, what: str) -> str:
        """Return the name of the page that does ``what`` to an import."""
        return f"{self.page}-{what}"


MEMBERS = Section(
    kinds=("members",),
    rows=List(
        name=_("Rows"),
        columns=(
            NUMBER,
            Column("email", _("Email address"), lambda row: row.values["_cells"]["email"]),
            Column("role", _("Role"), lambda row: row.values["_cells"]["role"]),
            Column("language", _("Language"), lambda row: row.values["_cells"]["language"]),
            OUTCOME,
            PROBLEM,
        ),
        sort="row",
        filters=OUTCOMES,
    ),
    page="import",
    back="members",
    title=_("Import members"),
    submit=_("Send the invitations"),
)


def new(request: OrganizationRequest) -> HttpResponse:
    """Choose a file; it is read, and nothing is changed before a person has looked at it."""
    sent = request.method == "POST"
    form = UploadForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid():
        import_ = actions.start(by=request.actor, kind="members", file=form.cleaned_data["file"])
        return redirect("import", request.organization.slug, import_.pk)
    earlier = imports(*MEMBERS.kinds)[:10]
    return render(request, "manage/members/imports/new.html", {"form": form, "earlier": earlier})


def show(request: OrganizationRequest, import_id: int) -> HttpResponse:
    """Where an import of members is."""
    return show_import(request, MEMBERS, import_id)


def apply(request: OrganizationRequest, import_id: int) -> HttpResponse:
    """Have members invited."""
    return apply_import(request, MEMBERS, import_id)


def resume(request: OrganizationRequest, import_id: int) -> HttpResponse:
    """Go on with an import of members."""
    return resume_import(request, MEMBERS, import_id)


def cancel(request: OrganizationRequest, import_id: int) -> HttpResponse:
    """Stop an import of members."""
    return cancel_import(request, MEMBERS, import_id)


def show_import(request: OrganizationRequest, section: Section, import_id: int) -> HttpResponse:
    """Where the import is, what is wrong with which row, and the one button that comes next."""
    import_ = _found(section, import_id)
    shown = section.rows.read(request, rows_of(import_))
    file = shown.file()
    if file:
        note_export(of="import", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    context = {
        "import": import_,
        "section": section,
        "pages": {what: section.at(what) for what in ("new", "apply", "resume", "cancel")},
        "counts": counts(import_),
        "list": shown,
        "form": ApplyForm(initial={"mode": ImportMode.GOOD_ROWS}),
        "at_work": import_.status in AT_WORK,
        "silent": actions.is_silent(import_),
        "refusal": words_of(import_.findings),
        "earlier": same_file(import_),
        "into": section.into(import_),
        "onward": section.onward(import_) if import_.status == ImportStatus.DONE else [],
    }
    return render(request, "manage/members/imports/show.html", context)


def apply_import(request: OrganizationRequest, section: Section, import_id: int) -> HttpResponse:
    """Have the rows applied."""
    import_ = _found(section, import_id)
    form = ApplyForm(request.POST)
    mode = form.cleaned_data["mode"] if form.is_valid() else ImportMode.GOOD_ROWS
    actions.begin(by=request.actor, import_=import_, mode=mode)
    return redirect(section.page, request.organization.slug, import_.pk)


def resume_import(request: OrganizationRequest, section: Section, import_id: int) -> HttpResponse:
    """Go on where a worker that is gone had left off."""
    import_ = _found(section, import_id)
    actions.resume(by=request.actor, import_=import_)
    return redirect(section.page, request.organization.slug, import_.pk)


def cancel_import(request: OrganizationRequest, section: Section, import_id: int) -> HttpResponse:
    """Stop the import; what was applied stays."""
    import_ = _found(section, import_id)
    actions.cancel(by=request.actor, import_=import_)
    return redirect(section.page, request.organization.slug, import_.pk)


def _found(section: Section, import_id: int) -> Import:
    import_ = imports(*section.kinds).filter(pk=import_id).first()
    if import_ is None:
        raise Http404
    return import_
