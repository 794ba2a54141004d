"""What is done about applications again and again."""

from datetime import timedelta

from parcours.applications.tasks import keep_time
from parcours.jobs.schedule import Periodic, register

PERIODIC = register(Periodic("applications.time", timedelta(hours=6), keep_time))
"""What the worker does for applications."""
