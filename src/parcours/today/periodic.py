"""What is done about the queue again and again."""

from datetime import timedelta

from parcours.jobs.schedule import Periodic, register
from parcours.today.tasks import keep_time

PERIODIC = register(Periodic("today.time", timedelta(hours=1), keep_time))
