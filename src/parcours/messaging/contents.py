"""What a row of the outbox holds: the message as it goes out, sealed."""

import base64
import email
import email.policy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage as Parsed
from typing import Any

from django.core.mail import EmailMessage

from parcours.accounts.mail import Item, Letter
from parcours.core.sealed import open_text, seal_text
from parcours.messaging.models import Outgoing

_POLICY = email.policy.SMTP


@dataclass(frozen=True, slots=True)
class Contents:
    """The parts of a message that a person, or a mail program, reads."""

    headers: Mapping[str, str]
    subject: str
    sender: str
    text: str
    html: str


def sealed(message: EmailMessage, dedup: str) -> str:
    """Return ``message`` as it goes out, sealed for the row with this ``dedup``."""
    written = message.message(policy=_POLICY).as_bytes()
    held: dict[str, Any] = {"from": message.from_email, "message": base64.b64encode(written).decode("ascii")}
    if isinstance(message, Letter):
        held["item"] = {
            "subject": message.subject,
            "paragraphs": message.paragraphs,
            "button": message.button,
            "address": message.address,
        }
    return seal_text(json.dumps(held), Outgoing(dedup=dedup).sealed_place)


def _opened(row: Outgoing) -> tuple[str, bytes]:
    held = _held(row)
    return held["from"], base64.b64decode(held["message"])


def item(row: Outgoing) -> Item:
    """Return the message as one among several that come together."""
    return Item(**_held(row)["item"])


def _held(row: Outgoing) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(open_text(row.sealed, row.sealed_place))
    return held


def contents(row: Outgoing) -> Contents | None:
    """Return what the message says, or None where it was erased. Raises Unreadable."""
    if not row.sealed:
        return None
    _sender, written = _opened(row)
    parsed = email.message_from_bytes(written, policy=email.policy.default)
    return Contents(
        headers={name: str(value) for name, value in parsed.items()},
        subject=str(parsed["Subject"]),
        sender=str(parsed["From"]),
        text=_part(parsed, "plain"),
        html=_part(parsed, "html"),
    )


def _part(parsed: Parsed, kind: str) -> str:
    body = parsed.get_body((kind,))
    return str(body.get_content()) if body is not None else ""


class Delivered(EmailMessage):
    """A message of the outbox on its way: as it was written, byte for byte."""

    def __init__(self, row: Outgoing) -> None:
        sender, self._written = _opened(row)
        super().__init__(to=[row.to], from_email=sender)

    def message(self, *, policy: Any = None) -> Parsed:  # noqa: ANN401 - one of a dozen of the framework's types
        """Return the message as it was kept."""
        parsed: Parsed = email.message_from_bytes(self._written, policy=policy or _POLICY)
        return parsed
