"""What accounts do again and again."""

from datetime import timedelta

from parcours.accounts.imports.tasks import forget_old
from parcours.accounts.tasks import mail_heads
from parcours.jobs.schedule import Periodic, register

PERIODIC = register(
    Periodic("audit.heads", timedelta(days=1), mail_heads),
    Periodic("imports.forget", timedelta(hours=6), forget_old),
)
