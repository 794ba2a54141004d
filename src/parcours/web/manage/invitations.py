"""Inviting people into the organization, and following what became of it."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parcours.accounts.actions import invitations as actions
from parcours.accounts.actions.exports import note_export
from parcours.accounts.kinds import Language
from parcours.accounts.models import Invitation, InvitationState
from parcours.accounts.queries import invitations, invitations_in
from parcours.accounts.roles import Role
from parcours.core.refusals import Refused
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.pages import OrganizationRequest

_MOST = 100  # addresses at once: more is what the import is for

STATES = {
    InvitationState.PENDING: gettext_lazy("Pending"),
    InvitationState.ACCEPTED: gettext_lazy("Accepted"),
    InvitationState.EXPIRED: gettext_lazy("Expired"),
    InvitationState.REVOKED: gettext_lazy("Withdrawn"),
}

TONES = {
    InvitationState.PENDING: "info",
    InvitationState.ACCEPTED: "good",
    InvitationState.EXPIRED: "warning",
    InvitationState.REVOKED: "neutral",
}

INVITATIONS = List(
    name=gettext_lazy("Invitations"),
    columns=(
        Column(
            "email",
            gettext_lazy("Email address"),
            lambda row: row.email,
            order=("email", "pk"),
            head=True,
            link=lambda row: reverse("invitation_detail", args=[row.organization.slug, row.pk]),
        ),
        Column("roles", gettext_lazy("Roles"), lambda row: ", ".join(row.role_labels)),
        Column(
            "state",
            gettext_lazy("State"),
            lambda row: str(STATES[row.state]),
            tone=lambda row: TONES[row.state],
        ),
        Column("sent", gettext_lazy("Sent"), lambda row: row.sent_at.date(), order=("sent_at", "pk")),
        Column(
            "until",
            gettext_lazy("Valid until"),
            lambda row: row.expires_at.date(),
            order=("expires_at", "pk"),
        ),
        Column("by", gettext_lazy("Invited by"), lambda row: str(row.invited_by or "")),
    ),
    sort="-sent",
    filters=(Choice("state", gettext_lazy("State"), tuple(STATES.items()), invitations_in),),
    search=("email",),
)


class Invite(Form):
    """Whom to invite, and as what."""

    emails = forms.CharField(
        label=gettext_lazy("Email addresses"),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=gettext_lazy("One or several, one on each line. Everybody gets a letter of their own."),
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What they will be in your organization."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"), choices=Language.choices, widget=forms.RadioSelect
    )

    def clean_emails(self) -> list[str]:
        """The addresses, or every line that is none."""
        lines = [
            line.strip()
            for line in self.cleaned_data["emails"].replace(",", "\n").replace(";", "\n").splitlines()
        ]
        emails = [line.lower() for line in lines if line]
        faults = []
        for number, email in enumerate(emails, 1):
            try:
                validate_email(email)
            except ValidationError:
                faults.append(
                    _("“%(text)s”, number %(number)s, is not an email address.")
                    % {"text": email, "number": number}
                )
        if len(emails) > _MOST:
            faults.append(
                _("These are more than %(most)s addresses. Import a table of members instead.")
                % {"most": _MOST}
            )
        if faults:
            raise ValidationError(faults)
        return emails


def index(request: OrganizationRequest) -> HttpResponse:
    """Every invitation; one state, role or address where the filters ask for it."""
    shown = INVITATIONS.read(request, invitations())
    if (file := shown.file()) is not None:
        note_export(of="invitations", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    return render(request, "manage/invitations/list.html", {"list": shown})


def show(request: OrganizationRequest, pk: int) -> HttpResponse:
    """One invitation, and what can be done about it."""
    row = get_object_or_404(Invitation, pk=pk)
    context = {
        "invitation": row,
        "state": STATES[row.state],
        "tone": TONES[row.state],
        "is_open": row.state in {InvitationState.PENDING, InvitationState.EXPIRED},
    }
    return render(request, "manage/invitations/show.html", context)


def invite(request: OrganizationRequest) -> HttpResponse:
    """Invite one or several people; where one address is wrong, nobody is invited yet."""
    form = Invite(request.POST or None, initial={"language": request.organization.language})
    if form.is_valid():
        try:
            made = actions.invite(
                by=request.actor,
                emails=form.cleaned_data["emails"],
                roles=[Role(role) for role in form.cleaned_data["roles"]],
                language=form.cleaned_data["language"],
                address=_address,
            )
        except Refused as refusal:
            form.add_error("emails", str(refusal))
        else:
            _say(
                request,
                ngettext("%(n)s invitation is sent.", "%(n)s invitations are sent.", len(made)),
                n=len(made),
            )
            return redirect("invitations", request.organization.slug)
    return render(request, "manage/invitations/new.html", {"form": form})


def resend(request: OrganizationRequest, pk: int) -> HttpResponse:
    """Send it again, with a new link."""
    row = get_object_or_404(Invitation, pk=pk)
    actions.resend(by=request.actor, invitation=row, address=_address)
    _say(request, _("The invitation of %(email)s is sent again."), email=row.email)
    return redirect("invitation_detail", request.organization.slug, row.pk)


def revoke(request: OrganizationRequest, pk: int) -> HttpResponse:
    """Take it back."""
    row = get_object_or_404(Invitation, pk=pk)
    actions.revoke(by=request.actor, invitation=row)
    _say(request, _("The invitation of %(email)s is withdrawn."), email=row.email)
    return redirect("invitation_detail", request.organization.slug, row.pk)


def _address(token: str) -> str:
    return settings.BASE_URL + reverse("invitation_opened", args=[token])


def _say(request: OrganizationRequest, words: str, **values: Any) -> None:
    messages.success(request, words % values)
