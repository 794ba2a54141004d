"""Participants, mentors and supervisors: their lists, and taking somebody in."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.audit import record_view
from parcours.accounts.kinds import Language
from parcours.accounts.roles import Permission
from parcours.core.plain import email_key
from parcours.core.refusals import Refused
from parcours.people.actions.people import add_person
from parcours.people.actions.requests import ask_for_profile
from parcours.people.duplicates.finding import Likely, likely_same
from parcours.people.duplicates.likeness import in_words
from parcours.people.kinds import Kind
from parcours.people.lists import MENTOR_STATUS, PARTICIPANT_STATUS, SUPERVISOR_STATUS, WHEREABOUTS
from parcours.people.models.standing import Standing
from parcours.people.queries import (
    found_as,
    has_code_to_confirm,
    has_unfinished_profile,
    mentors,
    participants,
    supervisors,
)
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.pages import OrganizationRequest

_TONES = {
    "enrolled": "good",
    "completed": "good",
    "available": "good",
    "active": "good",
    "matched": "good",
    "waitlisted": "warning",
    "on_hold": "warning",
    "paused": "warning",
    "at_capacity": "warning",
    "applied": "info",
    "eligible": "info",
    "screening": "info",
    "training": "info",
}


def tone(status: str) -> str:
    """Return the tone of a status."""
    return _TONES.get(status, "neutral")


def _address(row: Any) -> str:  # noqa: ANN401 - of each kind
    return reverse("person", args=[row.organization.slug, row.person_id])


def _asked(row: Any) -> str:  # noqa: ANN401 - annotated
    if row.asked_at is None:
        return ""
    day: dt.date = timezone.localdate(row.asked_at)
    return gettext("Unfinished since %(day)s") % {"day": date_format(day)}


NAME = Column(
    "name",
    _("Name"),
    lambda row: row.person.full_name,
    order=("called", "pk"),
    head=True,
    link=_address,
)
EMAIL = Column("email", _("Email address"), lambda row: row.person.email, order=("person__email", "pk"))
SINCE = Column(
    "since", _("Since"), lambda row: timezone.localdate(row.status_since), order=("status_since", "pk")
)
STATUS = Column(
    "status",
    _("Status"),
    lambda row: row.get_status_display(),
    order=("status", "called", "pk"),
    tone=lambda row: tone(row.status),
)
CITY = Column("city", _("City"), lambda row: row.person.city, order=("person__city", "pk"))
EMPLOYER = Column(
    "employer", _("Employer"), lambda row: row.person.employer, order=("person__employer", "called", "pk")
)
PROFILE = Column("profile", _("Profile"), _asked, order=("asked_at", "pk"))

_PROFILE = Choice(
    "profile",
    _("Profile"),
    (("unfinished", _("Unfinished")), ("settled", _("Nothing asked, or finished"))),
    lambda value: Q(has_unfinished_profile()) if value == "unfinished" else ~Q(has_unfinished_profile()),
)
_CODES = Choice(
    "codes",
    _("Occupations"),
    (("open", _("Code to confirm")),),
    lambda _value: Q(has_code_to_confirm()),
)
_LANGUAGE = Choice("language", _("Language"), Language.choices, "person__language")

PARTICIPANTS = List(
    name=_("Participants"),
    columns=(
        NAME,
        Column("occupation", _("Occupation aimed at"), lambda row: row.occupation or ""),
        Column(
            "occupation_before",
            _("Occupation before"),
            lambda row: row.occupation_before or "",
            only_in_files=True,
        ),
        STATUS,
        SINCE,
        CITY,
        EMAIL,
        PROFILE,
    ),
    sort="name",
    filters=(
        Choice("status", _("Status"), PARTICIPANT_STATUS.choices, "status"),
        Choice("where", _("Where now"), WHEREABOUTS.choices, "person__whereabouts"),
        _LANGUAGE,
        _PROFILE,
        _CODES,
    ),
    finds=found_as,
)
MENTORS = List(
    name=_("Mentors"),
    columns=(
        NAME,
        Column("occupation", _("Occupation now"), lambda row: row.occupation or ""),
        EMPLOYER,
        STATUS,
        Column("capacity", _("Places"), lambda row: row.capacity, order=("capacity", "pk"), number=True),
        EMAIL,
        PROFILE,
    ),
    sort="name",
    filters=(Choice("status", _("Status"), MENTOR_STATUS.choices, "status"), _LANGUAGE, _PROFILE, _CODES),
    search=("person__employer",),
    finds=found_as,
)
SUPERVISORS = List(
    name=_("Supervisors"),
    columns=(
        NAME,
        EMPLOYER,
        Column(
            "department",
            _("Department"),
            lambda row: row.person.department,
            order=("person__department", "pk"),
        ),
        STATUS,
        Column("capacity", _("Places"), lambda row: row.capacity, order=("capacity", "pk"), number=True),
        EMAIL,
        PROFILE,
    ),
    sort="name",
    filters=(Choice("status", _("Status"), SUPERVISOR_STATUS.choices, "status"), _LANGUAGE, _PROFILE),
    search=("person__employer",),
    finds=found_as,
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the pages of one kind have: its list, its rows, the name of its page, and what adding is called."""

    kind: Kind
    list: List
    rows: Callable[[], QuerySet[Any]]
    page: str
    add: str | Promise
    nobody: str | Promise


SHELVES = (
    Shelf(
        Kind.PARTICIPANT,
        PARTICIPANTS,
        participants,
        "participants",
        _("Add a participant"),
        _("No participants yet"),
    ),
    Shelf(Kind.MENTOR, MENTORS, mentors, "mentors", _("Add a mentor"), _("No mentors yet")),
    Shelf(
        Kind.SUPERVISOR,
        SUPERVISORS,
        supervisors,
        "supervisors",
        _("Add a supervisor"),
        _("No supervisors yet"),
    ),
)
BY_KIND = {shelf.kind: shelf for shelf in SHELVES}


def shelf_of(row: Standing) -> Shelf:
    """Return the shelf that a row stands on."""
    return next(shelf for shelf in SHELVES if row._meta.model_name == shelf.kind.value)  # noqa: SLF001


def show_participants(request: OrganizationRequest) -> HttpResponse:
    """The people whom programs help."""
    return _show(request, BY_KIND[Kind.PARTICIPANT])


def show_mentors(request: OrganizationRequest) -> HttpResponse:
    """The people who share what they know."""
    return _show(request, BY_KIND[Kind.MENTOR])


def show_supervisors(request: OrganizationRequest) -> HttpResponse:
    """The people whom interns answer to."""
    return _show(request, BY_KIND[Kind.SUPERVISOR])


def _show(request: OrganizationRequest, shelf: Shelf) -> HttpResponse:
    shown = shelf.list.read(request, shelf.rows())
    file = shown.file()
    if file:
        note_export(of=shelf.page, kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    record_view(by=request.actor, page=shelf.page)
    context = {
        "list": shown,
        "shelf": shelf,
        "may_manage": request.actor.may(Permission.MANAGE_PEOPLE),
    }
    return render(request, "manage/people/list.html", context)


class AddForm(Form):
    """As little as is needed to begin with somebody; the rest they can write themselves."""

    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(
        label=_("Family name"), max_length=100, required=False, help_text=_("Some people have one name only.")
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        required=False,
        help_text=_("One that nobody else here has. Without it, no link can be sent."),
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(
        label=_("Preferred language"), choices=Language.choices, help_text=_("For letters and for the form.")
    )
    send_link = forms.BooleanField(
        label=_("Send a link now, so that the person fills in the profile"), required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Return what was given; a link needs an address."""
        given = super().clean() or self.cleaned_data
        if given.get("send_link") and not given.get("email") and "email" not in self.errors:
            self.add_error("email", gettext("Give an address to send the link to."))
        return given


def add_participant(request: OrganizationRequest) -> HttpResponse:
    """Take in a participant."""
    return _add(request, BY_KIND[Kind.PARTICIPANT])


def add_mentor(request: OrganizationRequest) -> HttpResponse:
    """Take in a mentor."""
    return _add(request, BY_KIND[Kind.MENTOR])


def add_supervisor(request: OrganizationRequest) -> HttpResponse:
    """Take in a supervisor."""
    return _add(request, BY_KIND[Kind.SUPERVISOR])


def _add(request: OrganizationRequest, shelf: Shelf) -> HttpResponse:
    start = {"language": request.organization.language}
    form = AddForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        asks, seen = given.pop("send_link"), given.pop("seen")
        likely = _likely(given, seen)
        if likely:
            return _ask(request, form, shelf, likely)
        try:
            person = add_person(kind=shelf.kind, by=request.actor, **given)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            if asks:
                ask_for_profile(person=person, by=request.actor)
                said = gettext("%(person)s is added, and a link is on its way to %(email)s.")
            else:
                said = gettext("%(person)s is added.")
            messages.success(request, said % {"person": person, "email": person.email})
            return redirect("person", request.organization.slug, person.pk)
    return render(request, "manage/people/add.html", {"form": form, "shelf": shelf})


def _likely(given: Mapping[str, Any], seen: str) -> list[Likely]:
    """Return who may be the person to be added, unless whoever adds them has seen them all."""
    facts = {name: given[name] for name in ("given_name", "family_name", "email", "phone")}
    likely = likely_same(**facts)
    if any(one.person.email_key == email_key(given["email"]) != "" for one in likely):
        return []  # the address is refused, with whose it is
    return likely if {str(one.person.pk) for one in likely} - set(seen.split()) else []


def _ask(request: OrganizationRequest, form: AddForm, shelf: Shelf, likely: list[Likely]) -> HttpResponse:
    """Show the form again with who may be on file already; sent once more as it is, the person is added."""
    typed = request.POST.copy()
    typed["seen"] = " ".join(str(one.person.pk) for one in likely)
    form = AddForm(typed)
    shown = [(one.person, ", ".join(in_words(one.likeness.reasons))) for one in likely]
    return render(request, "manage/people/add.html", {"form": form, "shelf": shelf, "likely": shown})
