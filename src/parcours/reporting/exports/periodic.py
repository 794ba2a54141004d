"""What is done about exports again and again."""

from datetime import timedelta

from parcours.jobs.schedule import Periodic, register
from parcours.reporting.exports.tasks import delete_old_across

PERIODIC = register(Periodic("exports.delete", timedelta(hours=1), delete_old_across))
