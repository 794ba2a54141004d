"""What needs somebody today about applications: a free seat, what waits for too long, mentors who have not answered."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.applications.lists import APPLICATION_STATUS
from parcours.applications.waiting import first_in_line, overdue, unanswered
from parcours.web.manage.need import Need
from parcours.web.pages import OrganizationRequest


def about_applications(request: OrganizationRequest) -> Iterator[Need]:
    """Seats to give on, applications that have waited for too long, invitations without an answer."""
    slug = request.organization.slug
    for row in first_in_line():
        yield Need(
            _("A seat is free in %(cohort)s, and %(person)s is first on the wait list")
            % {"cohort": row.cohort, "person": row.participant},
            _("Ask whether they still can, and give them the seat."),
            _("Waiting since %(day)s") % {"day": date_format(timezone.localdate(row.since))},
            reverse("application", args=[slug, row.pk]),
            _("Open the application"),
            "warning",
            _("Free seat"),
        )
    for late in overdue():
        words = {
            "n": late.count,
            "status": APPLICATION_STATUS.label(late.status),
            "cohort": late.name,
        }
        yield Need(
            ngettext(
                "%(n)s application has been “%(status)s” for too long in %(cohort)s",
                "%(n)s applications have been “%(status)s” for too long in %(cohort)s",
                late.count,
            )
            % words,
            _("Each of these people was promised news by now."),
            _("Waiting since %(day)s") % {"day": date_format(timezone.localdate(late.since))},
            reverse("cohort-applications", args=[slug, late.cohort]) + f"?status={late.status}",
            _("See who"),
            "warning",
            _("Late"),
        )
    for cohort, count in unanswered().items():
        yield Need(
            ngettext(
                "%(n)s mentor has not answered yet whether they take part",
                "%(n)s mentors have not answered yet whether they take part",
                count,
            )
            % {"n": count},
            _("A word from you may help, or asking somebody else."),
            "",
            reverse("cohort-mentors", args=[slug, cohort]),
            _("See who"),
            "info",
            _("Waiting"),
        )
