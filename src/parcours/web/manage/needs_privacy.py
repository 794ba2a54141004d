"""What needs somebody today about people’s own data: requests, each with the day by which it is to be answered."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.people.privacy.models import DataRequest, RequestKind
from parcours.people.privacy.queries import open_requests
from parcours.web.manage.need import Need
from parcours.web.pages import OrganizationRequest

_PRESSES = dt.timedelta(days=7)
_NAMED = 3


def about_privacy(request: OrganizationRequest) -> Iterator[Need]:
    """Requests that wait for an answer, the longest waiting first; more than a few are one thing."""
    found = list(open_requests().annotate(of=Window(Count("pk")))[:_NAMED])
    waiting = found[0].of if found else 0
    if waiting <= _NAMED:
        yield from (_one(request, row) for row in found)
        return
    yield Need(
        ngettext(
            "%(n)s request about own data waits",
            "%(n)s requests about own data wait",
            waiting,
        )
        % {"n": waiting},
        _("The first is to be answered by %(day)s.") % {"day": date_format(found[0].due_on)},
        "",
        reverse("data-requests", args=[request.organization.slug]) + "?state=open",
        _("See the requests"),
        *_urgency(found[0]),
    )


def _one(request: OrganizationRequest, row: DataRequest) -> Need:
    title = (
        _("%(person)s asks to be erased")
        if row.kind == RequestKind.ERASURE
        else _("%(person)s asks for a correction")
    )
    return Need(
        title % {"person": row.person},
        _("To be answered by %(day)s.") % {"day": date_format(row.due_on)},
        _("Asked on %(day)s") % {"day": date_format(timezone.localdate(row.asked_at))},
        reverse("data-request", args=[request.organization.slug, row.pk]),
        _("Answer the request"),
        *_urgency(row),
    )


def _urgency(row: DataRequest) -> tuple[str, str]:
    """Return the tone and the status: overdue, due within a week, or waiting."""
    left = row.due_on - timezone.localdate()
    if left < dt.timedelta():
        return "problem", _("Overdue")
    return ("warning", _("Due soon")) if left <= _PRESSES else ("info", _("Waiting"))
