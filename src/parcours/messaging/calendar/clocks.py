"""When a place changes the rules of its clocks: what people agreed on stays, the instant is another."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Via, system
from parcours.accounts.audit import record
from parcours.messaging.calendar import letters
from parcours.messaging.calendar.models import Appointment, Series
from parcours.messaging.calendar.queries import to_come_across
from parcours.messaging.calendar.telling import tell, tell_everybody


def recompute_across() -> int:
    """Compute anew when appointments to come begin, tell everybody whose calendar is wrong, return how many moved."""
    moved = [row for row in to_come_across() if row.when.nearest() != row.starts_at]
    series: dict[int, list[Appointment]] = defaultdict(list)
    for row in moved:
        if row.series_id:
            series[row.series_id].append(row)
    alone = sum(_move(row) for row in moved if not row.series_id)
    return alone + sum(_move_some(rows) for rows in series.values())


@transaction.atomic
def _move(row: Appointment) -> bool:
    with scope(organization=row.organization):
        if not _set(row, row.sequence + 1):
            return False
        for attendee in row.attendees.select_related("user").order_by("pk"):
            tell(letters.MOVED, row, attendee)
    return True


@transaction.atomic
def _move_some(rows: list[Appointment]) -> int:
    """Move those of a series to which the new rules apply; everybody invited is told once."""
    with scope(organization=rows[0].organization):
        series = Series.objects.select_for_update().get(appointments=rows[0])
        series.sequence += 1
        moved = sum(_set(row, series.sequence) for row in rows)
        if moved:
            series.save(update_fields=["sequence"])
            tell_everybody(letters.MOVED, series)
    return moved


def _set(row: Appointment, sequence: int) -> bool:
    """Let an appointment begin when its clock now shows its time; False where somebody changed it just now."""
    ours = Appointment.objects.filter(pk=row.pk, sequence=row.sequence, cancelled_at=None)
    before, now = row.starts_at, timezone.now()
    row.starts_at, row.changed_at, row.sequence = row.when.nearest(), now, sequence
    if not ours.update(starts_at=row.starts_at, changed_at=now, sequence=row.sequence):
        return False
    record(
        by=system(row.organization, Via.JOB),
        verb="appointment.moved",
        what=row,
        before=before.isoformat(),
        after=row.starts_at.isoformat(),
    )
    return True
