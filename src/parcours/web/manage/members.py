"""Members of the organization: the list, one of them, and what can be changed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.actions.memberships import change_role as give_other_role
from parcours.accounts.actions.memberships import end_memberships
from parcours.accounts.audit import record_view
from parcours.accounts.models import Membership
from parcours.accounts.policies import can_end_membership
from parcours.accounts.queries import history_of, memberships, successor_of
from parcours.accounts.roles import Permission, Role
from parcours.web.editing import Editing
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest


def _person(row: Membership) -> str:
    return reverse("member", args=[row.organization.slug, row.user_id])


MEMBERS = List(
    name=_("Members"),
    columns=(
        Column("name", _("Name"), lambda row: str(row.user), order=("called", "pk"), head=True, link=_person),
        Column("email", _("Email address"), lambda row: row.user.email, order=("email", "pk")),
        Column("role", _("Role"), lambda row: str(Role(row.role).label), order=("role", "called", "pk")),
        Column("since", _("Since"), lambda row: timezone.localdate(row.since), order=("since", "pk")),
    ),
    sort="name",
    filters=(
        Choice("role", _("Role"), Role.choices, "role"),
        Choice(
            "signed_in",
            _("Sign-in"),
            (("never", _("Never signed in")), ("once", _("Has signed in"))),
            lambda value: Q(user__last_login__isnull=value == "never"),
        ),
    ),
    search_plain=("called", "email"),
)


def index(request: OrganizationRequest) -> HttpResponse:
    """Everybody who belongs to the organization, and as what."""
    rows = memberships()
    if not request.GET.get("file"):  # whose rows are many, and have no links
        rows = rows.select_related("organization")
    shown = MEMBERS.read(request, rows, selectable=lambda row: can_end_membership(request.actor, row))
    file = shown.file()
    if file:
        note_export(of="members", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    record_view(by=request.actor, page="members")
    may_manage = request.actor.may(Permission.MANAGE_MEMBERS)
    return render(request, "manage/members/list.html", {"list": shown, "may_manage": may_manage})


def show(request: OrganizationRequest, person: int) -> HttpResponse:
    """One person: what they are to the organization now, and what they were."""
    history = history_of(person)
    if not history:
        raise Http404
    record_view(by=request.actor, page="member", about=history[0].user)
    now = [(row, can_end_membership(request.actor, row)) for row in history if row.ended_at is None]
    past = [row for row in history if row.ended_at]
    return render(
        request, "manage/members/person.html", {"person": history[0].user, "now": now, "past": past}
    )


def end(request: OrganizationRequest) -> HttpResponse:
    """Ask before memberships end (``selected`` names them in the address), then end them all or none."""
    asked = (request.POST if request.method == "POST" else request.GET).getlist("selected")
    chosen = list(memberships().filter(pk__in=row_numbers(asked)[:500]))
    if not chosen:
        messages.info(request, gettext("Choose at least one member first."))
        return redirect("members", request.organization.slug)
    if request.method == "POST":
        ended = end_memberships(memberships=chosen, by=request.actor)
        messages.success(
            request,
            ngettext("%(n)s membership has ended.", "%(n)s memberships have ended.", ended) % {"n": ended},
        )
        return redirect("members", request.organization.slug)
    return render(request, "manage/members/end.html", {"chosen": chosen})


class RoleForm(Form):
    """The role that somebody gets instead."""

    role = forms.TypedChoiceField(label=_("New role"), choices=[("", ""), *Role.choices], coerce=Role)

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.initial["role"] = now


def change_role(request: OrganizationRequest, membership: int) -> HttpResponse:
    """Give somebody another role in place of this one."""
    editing = Editing(request, lambda: _running(membership), lambda row, *sent: RoleForm(*sent, now=row.role))

    def save(given: Mapping[str, Any]) -> None:
        give_other_role(membership=editing.row, by=request.actor, **given)

    if editing.saved(save, refused_at="role"):
        words = {"person": editing.row.user, "role": Role(editing.form.cleaned_data["role"]).label}
        messages.success(request, gettext("%(person)s now has the role: %(role)s.") % words)
        return redirect("member", request.organization.slug, editing.row.user_id)
    return editing.page("manage/members/role.html", membership=editing.row)


def _running(membership: int) -> Membership:
    """Return the membership, or the one that has taken its place meanwhile. Raises Http404."""
    row = successor_of(membership)
    if row is None:
        raise Http404
    return row
