"""The backup of the day, where the installation has set a folder for it (docs/adr/0079)."""

from datetime import timedelta

from django.conf import settings

from parcours.backups.tasks import back_up_today
from parcours.jobs.schedule import Periodic, register

DAILY = Periodic("backups.daily", timedelta(days=1), back_up_today)


def scheduled(folder: str) -> tuple[Periodic, ...]:
    """Return the row for backups into ``folder``; none where none is set."""
    return (DAILY,) if folder else ()


PERIODIC = register(*scheduled(settings.BACKUP_FOLDER))
