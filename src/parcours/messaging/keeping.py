"""Putting a message into the outbox."""

import hashlib
import uuid
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from parcours.accounts.mail import Letter
from parcours.core.database_time import from_now
from parcours.messaging.contents import sealed
from parcours.messaging.models import Outgoing
from parcours.messaging.models.outbox import ORDINARY, URGENT
from parcours.messaging.queries import is_kept_across


def keep(message: EmailMessage) -> None:
    """Keep ``message`` for each of its recipients, unless it was kept before."""
    for to in message.recipients():
        _keep_for(message, to)


def _keep_for(message: EmailMessage, to: str) -> None:
    letter = message if isinstance(message, Letter) else None
    key = letter.entry.key if letter else ""
    dedup = _dedup(key, to, letter.dedup if letter else "")
    if is_kept_across(dedup):
        return
    message.to, message.cc, message.bcc = [to], [], []
    message.extra_headers["Message-ID"] = message_id(dedup)
    row = Outgoing(
        key=key,
        to=to,
        dedup=dedup,
        message_id=message_id(dedup),
        sealed=sealed(message, dedup),
    )
    if letter:
        entry = letter.entry
        row.organization, row.about, row.language = letter.organization, letter.about, letter.language[:2]
        row.priority = URGENT if entry.urgent else ORDINARY
        row.expires_at = from_now(entry.life) if entry.life else None
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if not is_kept_across(dedup):
            raise


def _dedup(key: str, to: str, occasion: str) -> str:
    """Return the name of the occasion; what has none is one by itself."""
    said = f"{key} {to.lower()} {occasion}" if occasion else uuid.uuid4().hex
    return f"{key}:{hashlib.sha256(said.encode()).hexdigest()[:40]}"


def message_id(dedup: str) -> str:
    """Return the Message-ID of the occasion: the same one whenever it is sent."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{hashlib.sha256(dedup.encode()).hexdigest()[:32]}@{host}>"
