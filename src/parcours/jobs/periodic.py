"""What the background does about itself, again and again."""

from datetime import timedelta

from parcours.jobs import clock, leases, schedule
from parcours.jobs.schedule import Periodic, register
from parcours.jobs.tasks import prune

PERIODIC = register(Periodic("jobs.prune", timedelta(days=1), prune))
RIGHT = (clock.register("tasks", leases.put_right), clock.register("schedule", schedule.put_right))
