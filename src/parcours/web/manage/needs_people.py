"""What needs somebody today about the records of people: codes to confirm, likely pairs, consents that lapse."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.applications.waiting import first_in_line
from parcours.outcomes.waiting import ending, uncoded, wishes
from parcours.people.consent.queries import lapsing
from parcours.people.duplicates.queries import open_pairs
from parcours.people.queries import occupations_to_confirm
from parcours.web.manage.need import Need
from parcours.web.manage.needs_applications import about_applications
from parcours.web.manage.needs_outcomes import about_outcomes
from parcours.web.pages import OrganizationRequest

SOON = 30


def about_people(request: OrganizationRequest) -> Iterator[Need]:
    """Consents that lapse, likely pairs, occupations without a decision, free seats, what comes after a program."""
    slug = request.organization.slug
    waiting_rows = _waiting()
    found = {row["what"]: row["n"] for row in waiting_rows}
    yield from _counted(slug, *(found.get(what, 0) for what in ("codes", "pairs", "lapses")))
    yield from about_applications(slug, waiting_rows)
    yield from about_outcomes(slug, waiting_rows)


def _counted(slug: str, people: int, pairs: int, lapsing_soon: int) -> Iterator[Need]:
    if lapsing_soon:
        yield Need(
            ngettext(
                "%(n)s consent lapses within 30 days",
                "%(n)s consents lapse within 30 days",
                lapsing_soon,
            )
            % {"n": lapsing_soon},
            _("Whoever has an address is told. Ask the others, as long as what they allow is needed."),
            "",
            reverse("consents", args=[slug]) + "?lapsing=soon",
            _("See which"),
            "info",
            _("Ends soon"),
        )
    if pairs:
        yield Need(
            ngettext(
                "%(n)s pair of records may be of one person",
                "%(n)s pairs of records may be of one person",
                pairs,
            )
            % {"n": pairs},
            _("One person with two records is counted twice, and told everything twice."),
            "",
            reverse("duplicates", args=[slug]) + "?state=open",
            _("Look at them"),
            "info",
            _("To look at"),
        )
    if people:
        yield Need(
            ngettext(
                "The occupation of %(n)s person has no code yet",
                "The occupations of %(n)s people have no code yet",
                people,
            )
            % {"n": people},
            _("Without a code, nobody can be matched by occupation. The program suggests, you confirm."),
            "",
            reverse("codes", args=[slug]),
            _("Confirm codes"),
            "info",
            _("To confirm"),
        )


def _waiting() -> list[dict[str, Any]]:
    """Return what waits, in one query: occupations to confirm, pairs, consents that lapse, and about applications."""
    lapses = lapsing(timezone.localdate(), SOON)
    return list(
        _counted_as("pairs", open_pairs(), Count("pk")).union(
            _counted_as("codes", occupations_to_confirm(), Count("person", distinct=True)),
            _counted_as("lapses", lapses, Count("pk")),
            first_in_line(),
            ending(),
            uncoded(),
            wishes(),
            all=True,
        )
    )


def _counted_as(what: str, rows: QuerySet[Any], counted: Count) -> QuerySet[Any, Any]:
    named = rows.order_by().annotate(what=Value(what), where=Value(0), who=Value(""))
    found: QuerySet[Any, Any] = named.values("what", "where", "who").annotate(n=counted)
    return found
