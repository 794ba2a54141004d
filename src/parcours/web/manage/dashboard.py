"""What needs staff today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from parcours.accounts.roles import Permission, Role
from parcours.web.charts import BarChart, bars
from parcours.web.manage.counted import counted
from parcours.web.manage.needs import needs
from parcours.web.manage.queue import first
from parcours.web.pages import OrganizationRequest

_FIRST = 7
"""So many rows of the queue stand on the home page."""


def show(request: OrganizationRequest) -> HttpResponse:
    """The queue of named things first, then the figures, then the picture."""
    counts = counted()
    rows, known = first(request, _FIRST) if request.actor.may(Permission.MANAGE_PROGRAMS) else ([], None)
    context = {
        "rows": rows,
        "waiting": len(known.waiting) if known else 0,
        "more": known is not None and len(known.waiting) > len(rows),
        "needs": needs(request, counts),
        "members": counts["members"],
        "mentors": counts["mentors"],
        "participants": counts["participants"],
        "partners": counts["partners"],
        "chart": _chart(counts.by_role),
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
