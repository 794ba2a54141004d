"""What is done about follow-ups again and again."""

from datetime import timedelta

from parcours.jobs.schedule import Periodic, register
from parcours.outcomes.tasks import keep_time

PERIODIC = register(Periodic("outcomes.time", timedelta(hours=6), keep_time))
