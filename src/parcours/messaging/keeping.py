"""Putting a message into the outbox."""

import hashlib
import uuid
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.mail import Letter
from parcours.accounts.models import User
from parcours.core.database_time import from_now
from parcours.messaging.contents import sealed
from parcours.messaging.models import Outgoing, Pace, State, Wording
from parcours.messaging.models.outbox import ORDINARY, URGENT
from parcours.messaging.queries import is_kept_across
from parcours.messaging.subscriptions import address_of, is_wanted, subscription
from parcours.messaging.timing import after_quiet, gathered_at, preferences_of, zone_of
from parcours.messaging.wordings import usable, wordings_of


def keep(message: EmailMessage) -> list[Outgoing]:
    """Keep ``message`` for each of its recipients, unless it was kept before; return the rows that are new."""
    rows = [_keep_for(message, to) for to in message.recipients()]
    return [row for row in rows if row is not None]


def _keep_for(message: EmailMessage, to: str) -> Outgoing | None:
    letter = message if isinstance(message, Letter) else None
    key = letter.entry.key if letter else ""
    dedup = _dedup(key, to, letter.dedup if letter else "")
    if is_kept_across(dedup):
        return None
    message.to, message.cc, message.bcc = [to], [], []
    row = Outgoing(key=key, to=to, dedup=dedup, message_id=message_id(dedup))
    if letter:
        _settle(letter, row)
    message.extra_headers["Message-ID"] = row.message_id
    if row.state != State.UNWANTED:
        row.sealed = sealed(message, dedup)
    try:
        with transaction.atomic(), scope(organization=row.organization):  # None: the installation's own
            row.save(force_insert=True)
    except IntegrityError:
        if not is_kept_across(dedup):
            raise
        return None
    return row


def _settle(letter: Letter, row: Outgoing) -> None:
    """Say it in the program's or the organization's words, and find out whether and when the recipient wants it."""
    entry = letter.entry
    row.organization, row.about, row.language = letter.organization, letter.about, letter.language[:2]
    row.priority = URGENT if entry.urgent else ORDINARY
    row.expires_at = from_now(entry.life) if entry.life else None
    own, leave = _own_words(letter), ""
    if not entry.essential:
        leave = _choose(letter, row)
    if own or leave:
        letter.write(own.subject if own else "", own.text if own else "", leave)


def _own_words(letter: Letter) -> Wording | None:
    if letter.organization is None or not letter.entry.reworded:
        return None
    with scope(organization=letter.organization):
        rows = wordings_of(letter.entry, letter.language, letter.of_program)
    return next((own for own in rows if usable(own, letter.values)), None)


def _choose(letter: Letter, row: Outgoing) -> str:
    """Set whether and when the message comes; return the address that stops its kind."""
    entry = letter.entry
    if not is_wanted(entry, row.to):
        row.state = State.UNWANTED
        return ""
    user = User.objects.filter(email=row.to.lower()).first()
    preferences, now = preferences_of(user), timezone.now()
    zone = zone_of(preferences, letter.organization)
    if entry.gathered and preferences.pace != Pace.EACH:
        row.state, row.due_at = State.HELD, gathered_at(now, preferences, zone)
    elif (later := after_quiet(now, preferences, zone)) != now:
        row.due_at = later
    leave = address_of(subscription(row.to, entry.key))
    letter.extra_headers["List-Unsubscribe"] = f"<{leave}>"
    letter.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return leave


def _dedup(key: str, to: str, occasion: str) -> str:
    """Return the name of the occasion; what has none is one by itself."""
    said = f"{key} {to.lower()} {occasion}" if occasion else uuid.uuid4().hex
    return f"{key}:{hashlib.sha256(said.encode()).hexdigest()[:40]}"


def message_id(dedup: str) -> str:
    """Return the Message-ID of the occasion: the same one whenever it is sent."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{hashlib.sha256(dedup.encode()).hexdigest()[:32]}@{host}>"
