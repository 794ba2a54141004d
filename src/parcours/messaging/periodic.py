"""What is done about messages again and again."""

from datetime import timedelta

from parcours.jobs.schedule import Periodic, register
from parcours.messaging.tasks import erase_old

PERIODIC = register(Periodic("messages.erase", timedelta(hours=1), erase_old))
