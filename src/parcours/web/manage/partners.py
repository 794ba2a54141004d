"""Partners of the organization, and the networks it belongs to."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.actions.partnerships import add_partnership, end_partnership
from parcours.accounts.kinds import PartnershipRole
from parcours.accounts.models import Organization, Partnership
from parcours.accounts.queries import partnerships, partnerships_with_across, possible_partners_across
from parcours.accounts.roles import Permission
from parcours.core.bilingual import language_shown
from parcours.web.editing import Editing
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.manage.partnership_states import RUNS, label_of, tone_of, when
from parcours.web.pages import OrganizationRequest


def _address(row: Partnership) -> str:
    return reverse("partnership", args=[row.organization.slug, row.pk])


def _language(row: Partnership) -> str:
    return language_shown(row.partner.name_en, row.partner.name_fr, get_language() or "en")


PARTNERSHIPS = List(
    name=_("Partnerships"),
    columns=(
        Column(
            "partner",
            _("Partner"),
            lambda row: row.partner.name,
            order=("called", "pk"),
            head=True,
            link=_address,
            lang=_language,
        ),
        Column("role", _("Role"), lambda row: row.get_role_display(), order=("role", "called", "pk")),
        Column("from", _("From"), lambda row: row.starts_on, order=("starts_on", "pk")),
        Column("until", _("Until"), lambda row: row.ends_on, order=("ends_on", "pk")),
        Column("status", _("Status"), label_of, tone=tone_of),
    ),
    sort="partner",
    filters=(
        Choice("runs", _("Status"), RUNS, when),
        Choice("role", _("Role"), PartnershipRole.choices, "role"),
    ),
    search=("partner__name_en", "partner__name_fr", "scope"),
)


def index(request: OrganizationRequest) -> HttpResponse:
    """Who works with the organization, as what and until when; and who says so about it."""
    shown = PARTNERSHIPS.read(request, partnerships().select_related("organization"))
    file = shown.file()
    if file:
        note_export(of="partnerships", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    context = {
        "list": shown,
        "naming_us": partnerships_with_across(request.organization, timezone.localdate()),
        "may_manage": request.actor.may(Permission.MANAGE_PARTNERS),
    }
    return render(request, "manage/partners/list.html", context)


def _found(partnership: int) -> Partnership:
    row = partnerships().filter(pk=partnership).first()
    if row is None:
        raise Http404
    return row


def show(request: OrganizationRequest, partnership: int) -> HttpResponse:
    """One partnership."""
    row = _found(partnership)
    context = {
        "partnership": row,
        "status": label_of(row),
        "tone": tone_of(row),
        "may_end": request.actor.may(Permission.MANAGE_PARTNERS)
        and (row.ends_on is None or row.ends_on >= timezone.localdate()),
    }
    return render(request, "manage/partners/partnership.html", context)


class PartnershipForm(Form):
    """Who, as what, from when until when."""

    partner = forms.ChoiceField(label=_("Partner"))
    role = forms.ChoiceField(label=_("Role"), choices=[("", ""), *PartnershipRole.choices])
    scope = forms.CharField(
        label=_("What it covers"),
        help_text=_("In a sentence: which program, which people, what is shared."),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty where no end is agreed."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, of: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {partner.slug: partner for partner in possible_partners_across(of)}
        choice = self.fields["partner"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - it is, above
        # With its kind, since names repeat.
        named = [(slug, f"{it} ({it.get_kind_display()})") for slug, it in self.partners.items()]
        choice.choices = [("", ""), *named]

    def clean_partner(self) -> Organization:
        """Return the organization chosen."""
        return self.partners[self.cleaned_data["partner"]]

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start, at the field that says it."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", gettext("The last day cannot come before the first."))
        return given


def add(request: OrganizationRequest) -> HttpResponse:
    """A new partner."""
    data = request.POST if request.method == "POST" else None
    form = PartnershipForm(data, of=request.organization, initial={"starts_on": timezone.localdate()})
    if form.is_valid():
        given = form.cleaned_data | {"role": PartnershipRole(form.cleaned_data["role"])}
        row = add_partnership(by=request.actor, **given)
        words = {"partner": row.partner}
        messages.success(request, gettext("%(partner)s is now a partner.") % words)
        return redirect("partnership", request.organization.slug, row.pk)
    return render(request, "manage/partners/add.html", {"form": form})


class EndForm(Form):
    """When a partnership ends."""

    ends_on = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def end(request: OrganizationRequest, partnership: int) -> HttpResponse:
    """Ask for the last day of a partnership, then end it with that day."""
    editing = Editing(
        request,
        lambda: _found(partnership),
        lambda row, *sent: EndForm(*sent, initial={"ends_on": row.ends_on or timezone.localdate()}),
    )

    def save(given: Mapping[str, Any]) -> None:
        end_partnership(partnership=editing.row, by=request.actor, **given)

    if editing.saved(save, refused_at="ends_on"):
        messages.success(request, gettext("The last day of the partnership is set."))
        return redirect("partnership", request.organization.slug, partnership)
    return editing.page("manage/partners/end.html", partnership=editing.row)
