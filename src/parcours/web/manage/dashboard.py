"""What needs staff today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.queries import count_members, members_by_role, partnerships_running
from parcours.accounts.roles import Permission, Role
from parcours.people.kinds import Kind
from parcours.people.queries import counts
from parcours.web.charts import BarChart, bars
from parcours.web.manage.needs import needs
from parcours.web.manage.queue import first
from parcours.web.pages import OrganizationRequest

_FIRST = 7
"""So many rows of the queue stand on the home page."""


def show(request: OrganizationRequest) -> HttpResponse:
    """The queue of named things first, then the figures, then the picture."""
    by_role, people = members_by_role(), counts()
    rows, known = first(request, _FIRST) if request.actor.may(Permission.MANAGE_PROGRAMS) else ([], None)
    context = {
        "rows": rows,
        "waiting": len(known.waiting) if known else 0,
        "more": known is not None and len(known.waiting) > len(rows),
        "needs": needs(request),
        "members": count_members(),
        "mentors": people[Kind.MENTOR],
        "participants": people[Kind.PARTICIPANT],
        "partners": partnerships_running(timezone.localdate()).values("partner").distinct().count(),
        "chart": _chart(by_role),
    }
    return render(request, "manage/dashboard.html", context)


def _chart(by_role: list[tuple[Role, int]]) -> BarChart | None:
    """Return the members by role; None for nobody."""
    if not by_role:
        return None
    (most, number), *_others = by_role
    return BarChart(
        id="members-by-role",
        title=_("Members by role"),
        description=_("The role most people have is: %(role)s (%(number)s).")
        % {"role": most.label, "number": number},
        what=_("Role"),
        measure=_("People"),
        bars=bars((role.label, people) for role, people in by_role),
    )
