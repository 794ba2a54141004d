"""What is done about consent again and again."""

from datetime import timedelta

from parcours.jobs.schedule import Periodic, register
from parcours.people.consent.tasks import remind

PERIODIC = register(Periodic("consent.lapsing", timedelta(hours=6), remind))
