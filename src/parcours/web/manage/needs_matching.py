"""What needs somebody today about matches: answers that are late."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.web.manage.need import Need


def about_matching(slug: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[Need]:
    """Give what ``rows`` (`engagements.waiting`) call for; those about anything else are left out."""
    for row in rows:
        if row["what"] == "silent":
            yield Need(
                ngettext(
                    "%(n)s match in %(cohort)s waits for an answer that is late",
                    "%(n)s matches in %(cohort)s wait for an answer that is late",
                    row["n"],
                )
                % {"n": row["n"], "cohort": row["who"]},
                _("Ask again, or choose the next best. The other one does not know yet."),
                "",
                reverse("matching", args=[slug, row["where"]]),
                _("See who is asked"),
                "warning",
                _("Late"),
            )
