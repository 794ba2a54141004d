"""What is done about appointments again and again."""

from datetime import timedelta

from parcours.jobs.schedule import Periodic, register
from parcours.messaging.calendar.tasks import recompute

PERIODIC = register(Periodic("calendar.clocks", timedelta(hours=6), recompute))
