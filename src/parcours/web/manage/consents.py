"""What people allow, as staff see it: all of it as a list; and of one person what is on file, heard and asked."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.audit import record_view
from parcours.accounts.kinds import Language
from parcours.accounts.links.queries import latest_link
from parcours.accounts.models.link import Purpose
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused, Stale
from parcours.people.consent.actions.acts import Heard, Said
from parcours.people.consent.actions.asking import ask, send_link
from parcours.people.consent.lists import BASIS, HOW, PURPOSE, STATUS
from parcours.people.consent.models import ConsentAct
from parcours.people.consent.queries import (
    acts_of,
    allowed_now,
    in_status,
    in_words,
    last_act,
    latest_acts,
    matters,
    partners_named,
    today,
    waiting,
)
from parcours.people.consent.states import NEVER_ASKED
from parcours.people.consent.texts import texts_now
from parcours.people.models import Person
from parcours.people.policies import subject_of
from parcours.people.queries import person as found_person
from parcours.web.consents import ACTIONS, cards, tone
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.pages import OrganizationRequest

SOON = 30
"""Days in which a consent is said to lapse soon."""


def _status(row: ConsentAct) -> str:
    return row.status_on(timezone.localdate())


_COLUMNS = (
    Column(
        "name",
        _("Name"),
        lambda row: row.person.full_name,
        order=("person__called", "pk"),
        head=True,
        link=lambda row: reverse("person-consent", args=[row.organization.slug, row.person_id]),
    ),
    Column("purpose", _("Purpose"), lambda row: row.get_purpose_display(), order=("purpose", "pk")),
    Column("partner", _("Partner"), lambda row: str(row.partner) if row.partner else ""),
    Column(
        "status", _("Status"), lambda row: STATUS.label(_status(row)), tone=lambda row: tone(_status(row))
    ),
    Column("at", _("Day"), lambda row: timezone.localdate(row.said_at), order=("said_at", "pk")),
    Column("until", _("Until"), lambda row: row.until, order=("until", "pk")),
    Column("basis", _("Basis"), lambda row: row.get_basis_display()),
    Column("how", _("How"), lambda row: row.get_how_display(), order=("how", "pk")),
    Column("version", _("Version"), lambda row: row.text.version, number=True),
)


def _lapses_soon(_value: str) -> Q:
    today_here = timezone.localdate()
    soon = today_here + dt.timedelta(days=SOON)
    return in_status("given", today_here) & Q(until__lte=soon)


def _list() -> List:
    """Return the list, whose partners are those that people were asked about."""
    return List(
        name=_("Consents"),
        columns=_COLUMNS,
        sort="name",
        filters=(
            Choice("purpose", _("Purpose"), PURPOSE.choices, "purpose"),
            Choice(
                "partner",
                _("Partner"),
                [(str(partner.pk), partner.name) for partner in partners_named()],
                "partner",
            ),
            Choice(
                "status", _("Status"), STATUS.choices, lambda status: in_status(status, timezone.localdate())
            ),
            Choice("lapsing", _("Lapses"), (("soon", _("Within 30 days")),), _lapses_soon),
        ),
        search=("person__called", "person__given_name", "person__family_name", "person__email"),
    )


def index(request: OrganizationRequest) -> HttpResponse:
    """What everybody said last, by person and purpose; above it how many have not answered."""
    shown = _list().read(request, latest_acts())
    file = shown.file()
    if file:
        note_export(of="consents", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    record_view(by=request.actor, page="consents")
    context = {
        "list": shown,
        "waiting": waiting().count(),
        "may_word": request.actor.may(Permission.EDIT_ORGANIZATION),
    }
    return render(request, "manage/consents/list.html", context)


def show(request: OrganizationRequest, person: int) -> HttpResponse:
    """What one person allows, everything they said, and what waits for them."""
    row = _found(person)
    record_view(by=request.actor, page="person-consent", what=row, about=row.user)
    acts = acts_of(row)
    found = cards(row, acts)
    context = {
        "person": row,
        "waiting": [card for card in found if card.status == NEVER_ASKED],
        "cards": [card for card in found if card.status != NEVER_ASKED],
        "acts": acts,
        "link": latest_link(Purpose.CONSENT, subject_of(row)),
        "may_manage": request.actor.may(Permission.MANAGE_PEOPLE),
    }
    return render(request, "manage/consents/person.html", context)


class HeardForm(Form):
    """What somebody said on paper or by telephone."""

    matter = forms.ChoiceField(label=_("What it is about"))
    said = forms.ChoiceField(
        label=_("What the person said"),
        choices=(("yes", _("Yes")), ("no", _("No, or no longer"))),
        widget=forms.RadioSelect,
    )
    how = forms.ChoiceField(
        label=_("How"),
        choices=[one for one in HOW.choices if one[0] in {"paper", "telephone"}],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    language = forms.ChoiceField(label=_("Language in which it was read"), choices=Language.choices)
    read = forms.IntegerField(
        label=_("Version of the words"),
        min_value=1,
        max_value=9999,
        required=False,
        help_text=_("As it stands on the paper; leave it empty for the words of now."),
    )
    basis = forms.ChoiceField(
        label=_("Basis"),
        choices=BASIS.choices,
        initial="express",
        help_text=_("Express: the person said yes. Implied: only for news, and it ends within two years."),
    )
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty for the usual time."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "By telephone: who called whom, and what was said. On paper: where it is kept. The person can read it."
        ),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = choices  # type: ignore[attr-defined]


def heard(request: OrganizationRequest, person: int) -> HttpResponse:
    """Note what somebody said on paper or by telephone."""
    row = _found(person)
    day = today(request.organization)
    known = {act.matter: (act.purpose, act.partner) for act in acts_of(row)} | matters(day)
    form = HeardForm(
        request.POST if request.method == "POST" else None,
        choices=[(key, in_words(*one)) for key, one in known.items()],
        initial={"on": day, "language": row.language},
    )
    if form.is_valid():
        given = form.cleaned_data
        purpose, partner = known[given["matter"]]
        last = last_act(row, purpose, partner)
        status = last.status_on(day) if last else NEVER_ASKED
        said = Said(
            purpose,
            given["read"] or texts_now(request.organization, purpose)[purpose].version,
            given["language"],
            partner,
        )
        note = Heard(given["how"], given["note"], given["on"], given["until"], given["basis"])
        try:
            ACTIONS[_way(given["said"], status)](person=row, said=said, by=request.actor, heard=note)
        except (Refused, Stale) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("It is on file."))
            return redirect("person-consent", request.organization.slug, row.pk)
    return render(request, "manage/consents/heard.html", {"form": form, "person": row})


def _way(said: str, status: str) -> str:
    if said == "yes":
        return "renew" if status == "given" else "give"
    return "withdraw" if status == "given" else "refuse"


class AskForm(Form):
    """What somebody is asked."""

    matters = forms.MultipleChoiceField(
        label=_("What to ask for"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ask for what you need, when you need it: each is answered by itself."),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matters"].choices = choices  # type: ignore[attr-defined]


def asking(request: OrganizationRequest, person: int) -> HttpResponse:
    """Ask somebody what they allow, by a link; or send the link again."""
    row = _found(person)
    if request.POST.get("again"):
        send_link(person=row, by=request.actor)
        messages.success(request, gettext("A link is on its way to %(email)s.") % {"email": row.email})
        return redirect("person-consent", request.organization.slug, row.pk)
    allowed = allowed_now(row)
    can = {key: one for key, one in matters(today(request.organization)).items() if key not in allowed}
    form = AskForm(
        request.POST if request.method == "POST" else None,
        choices=[(key, in_words(*one)) for key, one in can.items()],
    )
    if form.is_valid():
        try:
            ask(person=row, matters=[can[key] for key in form.cleaned_data["matters"]], by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("A link is on its way to %(email)s.") % {"email": row.email})
            return redirect("person-consent", request.organization.slug, row.pk)
    return render(request, "manage/consents/ask.html", {"form": form, "person": row})


def _found(pk: int) -> Person:
    row = found_person(pk)
    if row is None:
        raise Http404
    return row
