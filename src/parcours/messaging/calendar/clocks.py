"""When a place changes the rules of its clocks: what people agreed on stays, the instant is another."""

from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Via, system
from parcours.accounts.audit import record
from parcours.messaging.calendar import letters
from parcours.messaging.calendar.models import Appointment
from parcours.messaging.calendar.queries import to_come_across
from parcours.messaging.calendar.telling import tell


def recompute_across() -> int:
    """Compute anew when appointments to come begin, tell everybody whose calendar is wrong, return how many moved."""
    moved = [row for row in to_come_across() if row.when.nearest() != row.starts_at]
    return sum(_move(row) for row in moved)


@transaction.atomic
def _move(row: Appointment) -> bool:
    with scope(organization=row.organization):
        ours = Appointment.objects.filter(pk=row.pk, sequence=row.sequence, cancelled_at=None)
        before, now = row.starts_at, timezone.now()
        row.starts_at, row.changed_at, row.sequence = row.when.nearest(), now, row.sequence + 1
        if not ours.update(starts_at=row.starts_at, changed_at=now, sequence=row.sequence):
            return False  # somebody changed it just now, by today's rules
        record(
            by=system(row.organization, Via.JOB),
            verb="appointment.moved",
            what=row,
            before=before.isoformat(),
            after=row.starts_at.isoformat(),
        )
        for attendee in row.attendees.select_related("user").order_by("pk"):
            tell(letters.MOVED, row, attendee)
    return True
