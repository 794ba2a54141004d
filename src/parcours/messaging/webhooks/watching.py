"""Looking at each entry of the audit log, whether it is an event that somebody is told of."""

from parcours.accounts.audit.watching import register
from parcours.messaging.webhooks.telling import tell

register("webhooks", tell)
