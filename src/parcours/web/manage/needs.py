"""What needs somebody today: named things with why, since when, and the one button that answers each."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parcours.accounts.queries import memberships, partnerships_running
from parcours.accounts.roles import Permission, Role
from parcours.web.manage.partnership_states import SOON
from parcours.web.pages import OrganizationRequest


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to do. ``tone`` and ``status`` say how urgent it is; ``since`` may be empty."""

    title: str
    why: str
    since: str
    address: str
    button: str
    tone: str
    status: str


def needs(request: OrganizationRequest) -> list[Need]:
    """Return what the person can answer, the most urgent first."""
    found: list[Need] = []
    if request.actor.may(Permission.EDIT_ORGANIZATION):
        found += _details(request)
    if request.actor.may(Permission.MANAGE_PARTNERS):
        found += _partnerships(request, timezone.localdate())
    if request.actor.may(Permission.MANAGE_MEMBERS):
        found += _administrators(request)
    urgency = ("problem", "warning", "info", "neutral")
    return sorted(found, key=lambda need: urgency.index(need.tone))


def _details(request: OrganizationRequest) -> Iterator[Need]:
    organization = request.organization
    since = _since(organization.created_at)
    edit = reverse("organization-edit", args=[organization.slug])
    if not organization.privacy_officer_email:
        yield Need(
            _("Nobody answers for privacy"),
            _("People must know whom to ask about their personal information."),
            since,
            edit,
            _("Name a privacy officer"),
            "problem",
            _("Required"),
        )
    if not organization.contact_email:
        yield Need(
            _("The organization has no contact"),
            _("Members and partners cannot see whom to ask."),
            since,
            edit,
            _("Name a contact"),
            "warning",
            _("Missing"),
        )


def _partnerships(request: OrganizationRequest, today: dt.date) -> Iterator[Need]:
    ending = partnerships_running(today).filter(ends_on__lte=today + SOON).order_by("ends_on", "pk")
    for row in ending:
        day = date_format(row.ends_on) if row.ends_on else ""
        yield Need(
            _("The partnership with %(partner)s ends soon") % {"partner": row.partner},
            _("Its last day is %(day)s. Renew it, or tell the people it concerns.") % {"day": day},
            "",
            reverse("partnership", args=[request.organization.slug, row.pk]),
            _("Open the partnership"),
            "warning",
            _("Ends soon"),
        )


def _administrators(request: OrganizationRequest) -> Iterator[Need]:
    administrators = list(memberships().filter(role=Role.ADMINISTRATOR)[:2])
    if len(administrators) == 1:
        (only,) = administrators
        yield Need(
            _("%(person)s is the only administrator") % {"person": only.user},
            _("Nobody could take over. Give a second person this role."),
            _since(only.since),
            reverse("members", args=[request.organization.slug]),
            _("Choose a second one"),
            "info",
            _("Good to have"),
        )


def _since(moment: dt.datetime) -> str:
    return _("Since %(day)s") % {"day": date_format(timezone.localdate(moment))}
