"""What makes the log a chain: the hash of an entry, the commitment to its content, and pseudonyms."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from parcours.accounts.models import AuditEntry

START = "0" * 64
"""What the first entry of a chain names as the one before it."""

PERSON_ERASED = "person.erased"
"""The entry that says, by pseudonym, that a person's content was deleted: only after it may content be missing."""


def as_bytes(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON can say
    """Return ``value`` as JSON that is the same however it was made."""
    text = json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return text.encode()


def hash_of(entry: AuditEntry) -> str:
    """Return the hash over everything an entry says, the hash of the entry before it included."""
    time = entry.time.astimezone(UTC).isoformat(timespec="microseconds")
    said = [
        entry.chain_id,
        entry.organization_id,
        entry.number,
        entry.previous,
        time,
        entry.actor,
        entry.verb,
        entry.about,
        entry.what,
        entry.commitment,
    ]
    return hashlib.sha256(as_bytes(said)).hexdigest()


def commitment(salt: bytes, readable: Mapping[str, Any]) -> str:
    """Return the HMAC of the readable content: nothing can be guessed from it once the salt is gone."""
    return hmac.new(salt, b"content" + as_bytes(readable), hashlib.sha256).hexdigest()


def pseudonym(salt: bytes, name: str = "person") -> str:
    """Return what ``name`` (a person, or a row about one) is called in the chain under ``salt``."""
    return hmac.new(salt, b"name" + name.encode(), hashlib.sha256).hexdigest()[:32]


def content_place(entry: AuditEntry) -> str:
    """Return what the sealed content of ``entry`` is bound to."""
    return f"accounts.auditcontent.sealed.{entry.chain_id}.{entry.number}"
