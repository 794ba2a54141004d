"""What is done about mentorships again and again."""

from datetime import timedelta

from parcours.engagements.tasks import keep_time
from parcours.jobs.schedule import Periodic, register

PERIODIC = register(Periodic("engagements.time", timedelta(hours=6), keep_time))
