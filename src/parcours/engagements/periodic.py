"""What is done about mentorships again and again."""

from datetime import timedelta

from parcours.engagements.tasks import ask_surveys, keep_time
from parcours.jobs.schedule import Periodic, register

TIME = register(Periodic("engagements.time", timedelta(hours=6), keep_time))
SURVEYS = register(Periodic("engagements.surveys", timedelta(hours=6), ask_surveys))
