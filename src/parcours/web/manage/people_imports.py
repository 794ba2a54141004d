"""Spreadsheets of participants and mentors: upload, look at what each row would change, apply."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.imports import actions
from parcours.accounts.imports.queries import imports
from parcours.accounts.models import Import
from parcours.accounts.models.imports import ImportRow
from parcours.applications.importing import FIELD, cohort_of, cohorts_to_fill, comings
from parcours.applications.lists import APPLICATION_STATUS, PLACE_STATUS
from parcours.people.imports.kinds import PARTICIPANTS
from parcours.people.lists import MEETING, MENTOR_STATUS, PARTICIPANT_STATUS, TIMES, TOPICS
from parcours.people.models import Mentor, Participant, Person
from parcours.reference.languages import language_name
from parcours.web.list_rows import Column
from parcours.web.lists import List
from parcours.web.manage.imports import (
    NUMBER,
    OUTCOME,
    OUTCOMES,
    PROBLEM,
    Section,
    UploadForm,
    apply_import,
    cancel_import,
    resume_import,
    show_import,
)
from parcours.web.pages import OrganizationRequest

_KINDS = (("participants", _("Participants")), ("mentors", _("Mentors")))
_OTHER_LABELS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "occupations": _("Occupation"),
        "occupations_before": _("Occupation before"),
        "languages": _("Languages"),
        "waiting_since": _("Since"),
        "id": _("Identifier"),
        FIELD: _("In the cohort"),
    }
)


def _languages(levels: Mapping[str, int | None]) -> str:
    reader = (get_language() or "en")[:2]
    return ", ".join(
        sorted(f"{language_name(code, reader)} {level or ''}".strip() for code, level in levels.items())
    )


def _status(code: str) -> str:
    return (PARTICIPANT_STATUS if code in PARTICIPANT_STATUS else MENTOR_STATUS).label(code)


def _in_cohort(code: str) -> str:
    return (APPLICATION_STATUS if code in APPLICATION_STATUS else PLACE_STATUS).label(code)


_IN_WORDS: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        "meeting": lambda codes: ", ".join(MEETING.labels(codes)),
        "availability": lambda codes: ", ".join(TIMES.labels(codes)),
        "goals": lambda codes: ", ".join(TOPICS.labels(codes)),
        "offers": lambda codes: ", ".join(TOPICS.labels(codes)),
        "occupations": "; ".join,
        "occupations_before": "; ".join,
        "languages": _languages,
        "status": _status,
        FIELD: _in_cohort,
    }
)


def _label(field: str) -> str:
    if field in _OTHER_LABELS:
        return str(_OTHER_LABELS[field])
    fields = (one for model in (Person, Participant, Mentor) for one in model._meta.concrete_fields)  # noqa: SLF001
    name = str(next(one.verbose_name for one in fields if one.name == field))
    return name[:1].upper() + name[1:]


def _value(field: str, value: Any) -> str:  # noqa: ANN401 - of each field
    if value in ("", None, [], {}):
        return "–"
    words = _IN_WORDS.get(field)
    return words(value) if words else str(value)


def _occupations(row: ImportRow) -> str:
    """Return what a row says of occupations: of the one aimed at, or a mentor’s own, and of the one before."""
    own, before = ("; ".join(row.values.get(name, ())) for name in ("occupations", "occupations_before"))
    return gettext("%(own)s (before: %(before)s)") % {"own": own, "before": before} if before else own


def changes(row: ImportRow) -> str:
    """Return what a row would change, field by field: before → after."""
    return "\n".join(
        gettext("%(field)s: %(before)s → %(after)s")
        % {"field": _label(field), "before": _value(field, before), "after": _value(field, after)}
        for field, (before, after) in row.values.get("_changes", {}).items()
    )


def _into(import_: Import) -> str:
    """Return into which cohort the rows are brought, and how many come to what there."""
    cohort = cohort_of(import_)
    if cohort is None:
        return ""
    said = [gettext("Into the cohort %(cohort)s.") % {"cohort": f"{cohort.program}, {cohort}"}]
    said += [_coming(status, number) for status, number in sorted(comings(import_).items())]
    if import_.kind == PARTICIPANTS.key:
        said.append(gettext("Each is told by letter when the rows are applied."))
    return " ".join(said)


def _onward(import_: Import) -> list[tuple[str, str]]:
    """Return where to go on from people who are in: their cohort, the codes to confirm, and the list of all."""
    slug, cohort = import_.organization.slug, cohort_of(import_)
    are_participants = import_.kind == PARTICIPANTS.key
    found = [
        (gettext("Confirm the occupation codes"), reverse("codes", args=[slug])),
        (gettext("Participants"), reverse("participants", args=[slug]))
        if are_participants
        else (gettext("Mentors"), reverse("mentors", args=[slug])),
    ]
    if cohort is None:
        return found
    page = "cohort-applications" if are_participants else "cohort-mentors"
    words = gettext("The cohort %(cohort)s") % {"cohort": f"{cohort.program}, {cohort}"}
    return [(words, reverse(page, args=[slug, cohort.pk])), *found]


def _coming(status: str, number: int) -> str:
    match status:
        case "accepted":
            words = ngettext("%(n)s person gets a seat.", "%(n)s people get a seat.", number)
        case "waitlisted":
            words = ngettext(
                "%(n)s person goes on the wait list.", "%(n)s people go on the wait list.", number
            )
        case _:
            words = ngettext("%(n)s mentor takes part.", "%(n)s mentors take part.", number)
    return words % {"n": number}


PEOPLE = Section(
    kinds=("participants", "mentors"),
    rows=List(
        name=_("Rows"),
        columns=(
            NUMBER,
            Column("id", _("Identifier"), lambda row: row.values.get("id", "")),
            Column(
                "name",
                _("Name"),
                lambda row: f"{row.values.get('given_name', '')} {row.values.get('family_name', '')}".strip(),
            ),
            Column("email", _("Email address"), lambda row: row.values.get("email", "")),
            Column("occupation", _("Occupation"), _occupations),
            OUTCOME,
            Column("changes", _("What changes"), changes),
            PROBLEM,
        ),
        sort="row",
        filters=OUTCOMES,
    ),
    page="people-import",
    back="participants",
    title=_("Import participants or mentors"),
    submit=_("Take these people in"),
    into=_into,
    onward=_onward,
)


class PeopleForm(UploadForm):
    """Which people, which file, and into which cohort they are brought as well."""

    kind = forms.ChoiceField(label=_("Who is in the file?"), choices=_KINDS, widget=forms.RadioSelect)
    cohort = forms.TypedChoiceField(
        label=_("Straight into a cohort"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_(
            "Participants get a seat in the order of the file, and go on the wait list when the seats are taken;"
            " each is told by letter. Mentors take part."
        ),
    )
    field_order = ("kind", "file", "cohort")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the cohorts that take people."""
        super().__init__(*args, **kwargs)
        found = [(row.pk, f"{row.program}, {row}") for row in cohorts_to_fill()]
        self.fields["cohort"].choices = [("", _("No cohort")), *found]  # type: ignore[attr-defined]


def new(request: OrganizationRequest) -> HttpResponse:
    """Choose a file; it is read, and nothing is changed before a person has looked at it."""
    sent = request.method == "POST"
    asked = request.GET.get("kind", "")
    form = PeopleForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial={
            "kind": asked if asked in PEOPLE.kinds else "participants",
            "cohort": request.GET.get("cohort", ""),
        },
    )
    if form.is_valid():
        import_ = actions.start(
            by=request.actor,
            kind=form.cleaned_data["kind"],
            file=form.cleaned_data["file"],
            into=form.cleaned_data["cohort"],
        )
        return redirect("people-import", request.organization.slug, import_.pk)
    context = {"form": form, "section": PEOPLE, "earlier": imports(*PEOPLE.kinds)[:10]}
    return render(request, "manage/people/imports/new.html", context)


def show(request: OrganizationRequest, import_id: int) -> HttpResponse:
    """Where an import of people is, and what each row would change."""
    return show_import(request, PEOPLE, import_id)


def apply(request: OrganizationRequest, import_id: int) -> HttpResponse:
    """Have people taken in."""
    return apply_import(request, PEOPLE, import_id)


def resume(request: OrganizationRequest, import_id: int) -> HttpResponse:
    """Go on with an import of people."""
    return resume_import(request, PEOPLE, import_id)


def cancel(request: OrganizationRequest, import_id: int) -> HttpResponse:
    """Stop an import of people."""
    return cancel_import(request, PEOPLE, import_id)
