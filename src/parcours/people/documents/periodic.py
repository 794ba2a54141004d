"""What is done about documents again and again."""

from datetime import timedelta

from parcours.jobs.schedule import Periodic, register
from parcours.people.documents.tasks import remove_strays, scan_waiting

PERIODIC = register(
    Periodic("documents.scan", timedelta(minutes=10), scan_waiting),
    Periodic("documents.strays", timedelta(days=1), remove_strays),
)
