"""What is done for privacy again and again."""

from datetime import timedelta

from parcours.jobs.schedule import Periodic, register
from parcours.people.privacy.tasks import finish, keep_to_schedule

PERIODIC = register(
    Periodic("privacy.finish", timedelta(minutes=15), finish),
    Periodic("privacy.retention", timedelta(days=1), keep_to_schedule),
)
