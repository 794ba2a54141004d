"""What needs somebody today about cohorts: a seat that is free while somebody waits for one."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from parcours.web.manage.need import Need


def about_applications(slug: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[Need]:
    """Give what ``rows`` (`applications.waiting`) call for; those about anything else are left out."""
    for row in rows:
        if row["what"] == "free":
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
