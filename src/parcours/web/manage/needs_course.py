"""What needs somebody today about mentorships that run: a concern, silence, hours, signatures, confirmations."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parcours.engagements.policies import can_see_concerns
from parcours.engagements.waiting import ALERTS, Alert, alerts
from parcours.web.manage.need import Need
from parcours.web.pages import OrganizationRequest

ALERT_TONES: Mapping[str, str] = MappingProxyType(
    {
        "concern": "problem",
        "disputed": "warning",
        "first_meeting": "warning",
        "silence": "warning",
        "behind": "info",
        "unsigned": "info",
        "unconfirmed": "info",
    }
)
_CALLED: Mapping[str, Promise] = MappingProxyType(
    {
        "concern": gettext_lazy("Concern reported"),
        "disputed": gettext_lazy("Session remembered otherwise"),
        "first_meeting": gettext_lazy("No first meeting yet"),
        "silence": gettext_lazy("Silent"),
        "behind": gettext_lazy("Behind on hours"),
        "unsigned": gettext_lazy("Agreement not signed"),
        "unconfirmed": gettext_lazy("Session not confirmed"),
    }
)
_WHY: Mapping[str, Promise] = MappingProxyType(
    {
        "concern": gettext_lazy("Read it today, and take the first step. The other one does not know."),
        "disputed": gettext_lazy(
            "The two remember a session otherwise. Hear both, and decide whether it counts."
        ),
        "first_meeting": gettext_lazy(
            "Ask both what stands in the way. Most pairs that start late stop early."
        ),
        "silence": gettext_lazy("No session was logged for a while. Ask both how it is going."),
        "behind": gettext_lazy("At this pace the target is missed. Ask what would help to meet more often."),
        "unsigned": gettext_lazy(
            "Both were reminded. Ask whoever has not signed, or note a signature on paper."
        ),
        "unconfirmed": gettext_lazy("It counts without a confirmation. Ask whoever has not answered."),
    }
)
_NAMED = 3
"""So many pairs with the same are named; of more, each cohort is one thing, which leads to its pairs."""


def called(what: str) -> str:
    """Return what an alert is called."""
    return str(_CALLED[what])


def about_course(request: OrganizationRequest) -> Iterator[Need]:
    """Give what calls for somebody; concerns about a pair of one’s own are left to others."""
    slug = request.organization.slug
    found = [
        one
        for one in alerts(timezone.localdate())
        if one.what != "concern" or can_see_concerns(request.actor, one.mentorship)
    ]
    for what in ALERTS:
        rows = [one for one in found if one.what == what]
        if len(rows) <= _NAMED or what == "concern":
            yield from (_of_pair(slug, one) for one in rows)
            continue
        by_cohort = sorted(rows, key=lambda one: one.mentorship.cohort_id)
        for _number, theirs in groupby(by_cohort, key=lambda one: one.mentorship.cohort_id):
            yield _of_cohort(slug, list(theirs))


def _of_pair(slug: str, alert: Alert) -> Need:
    return Need(
        str(alert.mentorship),
        str(_WHY[alert.what]),
        _("Since %(day)s") % {"day": date_format(alert.since)},
        reverse("mentorship-course", args=[slug, alert.mentorship.pk]),
        _("Open the mentorship"),
        ALERT_TONES[alert.what],
        called(alert.what),
    )


def _of_cohort(slug: str, rows: list[Alert]) -> Need:
    cohort = rows[0].mentorship.cohort
    said = {"n": len(rows), "cohort": cohort, "what": called(rows[0].what)}
    return Need(
        ngettext("%(what)s: %(n)s pair in %(cohort)s", "%(what)s: %(n)s pairs in %(cohort)s", len(rows))
        % said,
        str(_WHY[rows[0].what]),
        _("Since %(day)s") % {"day": date_format(min(one.since for one in rows))},
        reverse("cohort-mentorships", args=[slug, cohort.pk]),
        _("See the pairs"),
        ALERT_TONES[rows[0].what],
        called(rows[0].what),
    )
