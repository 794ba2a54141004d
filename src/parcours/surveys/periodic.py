"""What is done about surveys again and again."""

from datetime import timedelta

from parcours.jobs.schedule import Periodic, register
from parcours.surveys.tasks import keep_time

PERIODIC = register(Periodic("surveys.time", timedelta(hours=6), keep_time))
