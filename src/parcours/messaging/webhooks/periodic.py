"""What is done about webhooks again and again."""

from datetime import timedelta

from parcours.jobs import clock
from parcours.jobs.schedule import Periodic, register
from parcours.messaging.webhooks.delivery import put_right_across
from parcours.messaging.webhooks.tasks import erase_old

PERIODIC = register(Periodic("webhooks.erase", timedelta(hours=6), erase_old))
RIGHT = clock.register("webhooks", put_right_across)
