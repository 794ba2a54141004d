"""What needs somebody today about follow-ups and closings."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.web.manage.need import Need


def about_outcomes(slug: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[Need]:
    """Give what ``rows`` (`outcomes.waiting`) call for; those about anything else are left out."""
    for row in rows:
        said = {"n": row["n"], "cohort": row["who"]}
        if row["what"] == "ending":
            title = ngettext(
                "%(n)s follow-up of %(cohort)s ends within a week without an answer",
                "%(n)s follow-ups of %(cohort)s end within a week without an answer",
                row["n"],
            )
            why = _("After that an answer is kept, but no longer counts for its point of time.")
            yield _need(title % said, why, reverse("follow-ups", args=[slug]), _("See which"))
        elif row["what"] == "jobs":
            title = ngettext(
                "%(n)s job found after %(cohort)s has no code yet",
                "%(n)s jobs found after %(cohort)s have no code yet",
                row["n"],
            )
            why = _(
                "Without a code nobody knows whether the work is commensurate. The program suggests, you confirm."
            )
            yield _need(title % said, why, reverse("follow-ups", args=[slug]) + "?call=jobs", _("See which"))
        elif row["what"] == "wishes":
            title = ngettext(
                "%(n)s past mentee of %(cohort)s would like to be a mentor",
                "%(n)s past mentees of %(cohort)s would like to be mentors",
                row["n"],
            )
            why = _("Invite them while they remember what helped.")
            yield _need(title % said, why, reverse("cohort-closing", args=[slug, row["where"]]), _("See who"))


def _need(title: str, why: str, href: str, button: str) -> Need:
    return Need(title, why, "", href, button, "warning", _("To do"))
