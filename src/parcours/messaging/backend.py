"""The mailer of the site: whatever is sent is kept in the outbox, in the transaction at hand, and delivered later."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from parcours.messaging.keeping import keep


class OutboxBackend(BaseEmailBackend):
    """Keeps messages; the worker's `delivery` sends them by the mailer ``delivery``."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep every message and return how many they are."""
        for message in email_messages:
            keep(message)
        return len(email_messages)
