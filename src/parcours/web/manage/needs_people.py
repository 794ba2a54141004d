"""What needs somebody today about the records of people: codes to confirm, likely pairs, consents that lapse."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.web.manage.counted import Counted
from parcours.web.manage.need import Need
from parcours.web.manage.needs_applications import about_applications
from parcours.web.manage.needs_outcomes import about_outcomes
from parcours.web.pages import OrganizationRequest


def about_people(request: OrganizationRequest, counts: Counted) -> Iterator[Need]:
    """Consents that lapse, likely pairs, occupations without a decision, free seats, what comes after a program."""
    slug = request.organization.slug
    yield from _counted(slug, counts["codes"], counts["pairs"], counts["lapses"])
    yield from about_applications(slug, counts.rows)
    yield from about_outcomes(slug, counts.rows)


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
