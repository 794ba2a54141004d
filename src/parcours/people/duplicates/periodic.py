"""What is done about people who may be on file twice, again and again."""

from datetime import timedelta

from parcours.jobs.schedule import Periodic, register
from parcours.people.duplicates.tasks import catch_up, forget_undo, refresh

PERIODIC = register(
    Periodic("duplicates.catch_up", timedelta(hours=1), catch_up),
    Periodic("duplicates.refresh", timedelta(days=1), refresh),
    Periodic("duplicates.forget_undo", timedelta(days=1), forget_undo),
)
