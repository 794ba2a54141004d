"""What needs somebody today about applications: a free seat, what waits for too long, mentors who have not answered."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.applications.lists import APPLICATION_STATUS
from parcours.web.manage.need import Need


def about_applications(slug: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[Need]:
    """Give what ``rows`` (`applications.waiting`) call for; those about anything else are left out."""
    for row in rows:
        what, _colon, status = row["what"].partition(":")
        if what == "free":
            yield Need(
                _("A seat is free, and %(person)s is first on the wait list")
                % {"person": row["who"].strip()},
                _("Ask whether they still can, and give them the seat."),
                "",
                reverse("application", args=[slug, row["where"]]),
                _("Open the application"),
                "warning",
                _("Free seat"),
            )
        elif what == "late":
            yield _late(slug, row, status)
        elif what == "asked":
            yield _unanswered(slug, row)


def _late(slug: str, row: Mapping[str, Any], status: str) -> Need:
    words = {"n": row["n"], "status": APPLICATION_STATUS.label(status), "cohort": row["who"]}
    return Need(
        ngettext(
            "%(n)s application has been “%(status)s” for too long in %(cohort)s",
            "%(n)s applications have been “%(status)s” for too long in %(cohort)s",
            row["n"],
        )
        % words,
        _("Each of these people was promised news by now."),
        "",
        reverse("cohort-applications", args=[slug, row["where"]]) + f"?status={status}",
        _("See who"),
        "warning",
        _("Late"),
    )


def _unanswered(slug: str, row: Mapping[str, Any]) -> Need:
    return Need(
        ngettext(
            "%(n)s mentor has not answered yet whether they take part",
            "%(n)s mentors have not answered yet whether they take part",
            row["n"],
        )
        % {"n": row["n"]},
        _("A word from you may help, or asking somebody else."),
        "",
        reverse("cohort-mentors", args=[slug, row["where"]]),
        _("See who"),
        "info",
        _("Waiting"),
    )
