"""What needs somebody today: named things with why, since when, and the one button that answers each."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.accounts.links.contact import held
from parcours.accounts.links.queries import latest_links
from parcours.accounts.models import InvitationState
from parcours.accounts.models.link import Purpose
from parcours.accounts.queries import (
    invitations,
    invitations_in,
    memberships,
    never_signed_in,
    partnerships_running,
    partnerships_with_across,
)
from parcours.accounts.roles import Permission, Role
from parcours.messaging.models import State
from parcours.web.list_pages import MOST_FOUND
from parcours.web.manage.counted import Counted
from parcours.web.manage.need import Need
from parcours.web.manage.needs_people import about_people
from parcours.web.manage.needs_privacy import about_privacy
from parcours.web.manage.partnership_states import SOON
from parcours.web.pages import OrganizationRequest

_RUNS_OUT = dt.timedelta(days=2)
_NAMED = 3
"""So many things of one kind are named; more are one thing, which leads to their list."""


def needs(request: OrganizationRequest, counts: Counted) -> list[Need]:
    """Return what the person can answer, the most urgent first."""
    found: list[Need] = []
    if request.actor.may(Permission.EDIT_ORGANIZATION):
        found += [*_details(request), *_unconfirmed(request)]
    if request.actor.may(Permission.SEE_PARTNERS):
        found += _partnerships(request, timezone.localdate())
    if request.actor.may(Permission.MANAGE_MEMBERS):
        found += [*_invitations(request), *_administrators(request)]
    if request.actor.may(Permission.SEE_MEMBERS):
        found += _newcomers(request)
    if request.actor.may(Permission.MANAGE_MESSAGES):
        found += _undelivered(request, counts["undelivered"])
    if request.actor.may(Permission.MANAGE_PEOPLE):
        found += about_people(request, counts)
    if request.actor.may(Permission.HANDLE_PRIVACY):
        found += about_privacy(request)
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


def _unconfirmed(request: OrganizationRequest) -> Iterator[Need]:
    """The contact and the privacy officer, where they have never confirmed what is on file about them."""
    who = {
        Purpose.CONFIRM_CONTACT: _("As the contact, members ask them."),
        Purpose.CONFIRM_PRIVACY_OFFICER: _("They answer for how personal information is handled."),
    }
    links = latest_links(who)
    for purpose, why in who.items():
        name, email, *_rest = held(request.organization, purpose).values()
        link = links.get(purpose)
        if not email or (link is not None and link.used_at):
            continue
        waits = link is not None and link.works
        yield Need(
            _("%(person)s has not confirmed their details") % {"person": name or email},
            why,
            _("Asked on %(day)s") % {"day": date_format(timezone.localdate(link.sent_at))} if link else "",
            reverse("contacts", args=[request.organization.slug]),
            _("See the link") if waits else _("Send a link"),
            "info" if waits else "warning",
            _("Waiting") if waits else _("To confirm"),
        )


def _partnerships(request: OrganizationRequest, today: dt.date) -> Iterator[Need]:
    slug = request.organization.slug
    may_renew = request.actor.may(Permission.MANAGE_PARTNERS)
    ending = partnerships_running(today).filter(ends_on__lte=today + SOON).order_by("ends_on", "pk")
    for row in ending:
        words = {"day": date_format(row.ends_on) if row.ends_on else ""}
        yield Need(
            _("The partnership with %(partner)s ends soon") % {"partner": row.partner},
            (
                _("Its last day is %(day)s. Renew it, or tell the people it concerns.")
                if may_renew
                else _(
                    "Its last day is %(day)s. Ask an administrator to renew it, or tell the people it concerns."
                )
            )
            % words,
            "",
            reverse("partnership", args=[slug, row.pk]),
            _("Open the partnership"),
            "warning",
            _("Ends soon"),
        )
    for row in partnerships_with_across(request.organization, today):
        if row.ends_on and row.ends_on <= today + SOON:
            yield Need(
                _("What you do for %(organization)s ends soon") % {"organization": row.organization},
                _("%(role)s, until %(day)s. Ask them whether it goes on.")
                % {"role": row.get_role_display(), "day": date_format(row.ends_on)},
                "",
                reverse("partnerships", args=[slug]),
                _("See the partnerships"),
                "warning",
                _("Ends soon"),
            )


def _invitations(request: OrganizationRequest) -> Iterator[Need]:
    """Invitations that ran out without an answer, and those about to."""
    slug = request.organization.slug
    until = timezone.now() + _RUNS_OUT
    is_open = invitations_in(InvitationState.EXPIRED) | invitations_in(InvitationState.PENDING)
    found = list(invitations().filter(is_open, expires_at__lte=until))
    expired = [row for row in found if row.state == InvitationState.EXPIRED]
    for row in expired if len(expired) <= _NAMED else ():
        yield Need(
            _("%(email)s has not answered") % {"email": row.email},
            _("The invitation ran out on %(day)s. Send it again, or withdraw it.")
            % {"day": date_format(timezone.localdate(row.expires_at))},
            "",
            reverse("invitation_detail", args=[slug, row.pk]),
            _("Open the invitation"),
            "warning",
            _("Expired"),
        )
    if len(expired) > _NAMED:
        yield Need(
            _("%(n)s invitations ran out without an answer") % {"n": len(expired)},
            _("Send them again, or withdraw them."),
            "",
            reverse("invitations", args=[slug]) + f"?state={InvitationState.EXPIRED}",
            _("See the invitations"),
            "warning",
            _("Expired"),
        )
    closing = len(found) - len(expired)
    if closing:
        yield Need(
            ngettext(
                "%(n)s invitation runs out within two days",
                "%(n)s invitations run out within two days",
                closing,
            )
            % {"n": closing},
            _("A word from you may help: the letter may lie among unwanted mail."),
            "",
            reverse("invitations", args=[slug]) + f"?state={InvitationState.PENDING}",
            _("See the invitations"),
            "info",
            _("Pending"),
        )


def _newcomers(request: OrganizationRequest) -> Iterator[Need]:
    people = never_signed_in(MOST_FOUND + 1)
    if people:
        shown = f"{number_format(MOST_FOUND)}+" if people > MOST_FOUND else number_format(people)
        yield Need(
            ngettext("%(n)s member has never signed in", "%(n)s members have never signed in", people)
            % {"n": shown},
            _("Perhaps they do not know that they can. Tell them, and help with the first time."),
            "",
            reverse("members", args=[request.organization.slug]) + "?signed_in=never",
            _("See who"),
            "info",
            _("Good to know"),
        )


def _undelivered(request: OrganizationRequest, failed: int) -> Iterator[Need]:
    if failed:
        yield Need(
            ngettext("%(n)s message could not be delivered", "%(n)s messages could not be delivered", failed)
            % {"n": failed},
            _("See what the mail server said, correct the address, or send it again."),
            "",
            reverse("sent", args=[request.organization.slug]) + f"?state={State.FAILED}",
            _("See the messages"),
            "warning",
            _("Not delivered"),
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
