"""What is done about messages again and again."""

from datetime import timedelta

from parcours.jobs import clock
from parcours.jobs.schedule import Periodic, register
from parcours.messaging.delivery import put_right_across
from parcours.messaging.tasks import erase_old, gather

PERIODIC = register(
    Periodic("messages.gather", timedelta(minutes=5), gather),
    Periodic("messages.erase", timedelta(hours=1), erase_old),
)
RIGHT = clock.register("messages", put_right_across)
