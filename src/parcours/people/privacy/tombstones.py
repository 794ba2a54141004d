"""Marks of the erased: keyed hashes, in the database and beside it, by which a restored backup is erased again."""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_scopes import scopes_disabled

from parcours.core.keyring import derived
from parcours.core.plain import email_key
from parcours.people.models import Person
from parcours.people.privacy.models import Tombstone

FILE = "erased.jsonl"
"""In the site’s data folder, which no backup holds and no restore replaces: one mark a line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Whose mark, in which organization, and from when: whoever came to it later is somebody else."""

    organization: int
    mark: str
    made_at: str

    def is_of(self, person: Person) -> bool:
        """Return whether ``person`` is the one who was erased."""
        return (
            self.organization == person.organization_id
            and person.created_at < datetime.fromisoformat(self.made_at)
            and self.mark in _marks(person, self.mark.partition(":")[0])
        )


def bury(person: Person) -> None:
    """Write the marks of ``person``, beside the database first: whoever is killed in between goes on from there."""
    now = timezone.now()
    made = [
        Mark(person.organization_id, mark, now.astimezone(UTC).isoformat())
        for mark in _marks(person, next(iter(settings.DATA_KEYS)))
    ]
    keep(made)
    for one in made:
        Tombstone.objects.get_or_create(
            organization=person.organization, mark=one.mark, defaults={"made_at": now}
        )


def keep(marks: Iterable[Mark]) -> None:
    """Add marks to the file that are not in it, and wait until the disk has them."""
    known = {(one.organization, one.mark, one.made_at) for one in kept()}
    new = [one for one in marks if (one.organization, one.mark, one.made_at) not in known]
    if not new:
        return
    handle = os.open(_file(), os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        # A line that a kill cut short must not swallow the next one.
        text = "\n" if _is_cut(file.fileno()) else ""
        file.write((text + "".join(json.dumps(asdict(one)) + "\n" for one in new)).encode())
        os.fsync(file.fileno())


def kept() -> Iterator[Mark]:
    """Give the marks of the file; what was cut short by a kill is none."""
    if not _file().exists():
        return
    for line in _file().read_text(encoding="utf-8").splitlines():
        try:
            yield Mark(**json.loads(line))
        except (ValueError, TypeError):
            continue


def marks_across() -> list[Mark]:
    """Return every mark of the database."""
    with scopes_disabled():
        return [
            Mark(one.organization_id, one.mark, one.made_at.astimezone(UTC).isoformat())
            for one in Tombstone.objects.order_by("pk")
        ]


def risen_across(marks: Iterable[Mark]) -> list[Person]:
    """Return the people on file who have one of the marks: a backup brought them back."""
    by_place: dict[int, list[Mark]] = {}
    for mark in marks:
        by_place.setdefault(mark.organization, []).append(mark)
    with scopes_disabled():
        people = Person.objects.filter(organization__in=by_place).select_related("organization", "user")
        return [
            person
            for person in people.iterator(2000)
            if any(mark.is_of(person) for mark in by_place[person.organization_id])
        ]


def _marks(person: Person, key: str) -> list[str]:
    """Return the marks under the key of that name; none where it is no longer in the key ring."""
    if key not in settings.DATA_KEYS:
        return []
    said = [f"record {person.pk} {person.created_at.astimezone(UTC).isoformat()}"]
    if person.email:
        said.append(f"address {email_key(person.email)}")
    secret = derived("tombstone", key)
    whose = f"{person.organization_id} "
    return [f"{key}:{hmac.new(secret, (whose + one).encode(), hashlib.sha256).hexdigest()}" for one in said]


def _file() -> Path:
    return Path(settings.DATA) / FILE


def _is_cut(handle: int) -> bool:
    size = os.fstat(handle).st_size
    return bool(size) and os.pread(handle, 1, size - 1) != b"\n"
