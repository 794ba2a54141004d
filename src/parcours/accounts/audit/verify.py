"""Walking a chain from its start: whether any entry was changed, deleted, put elsewhere or cut off."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django_scopes import scope

from parcours.accounts.audit.chain import (
    PERSON_ERASED,
    START,
    commitment,
    content_place,
    hash_of,
    pseudonym,
)
from parcours.accounts.audit.salts import opened
from parcours.accounts.models import AuditChain, AuditContent, AuditEntry, AuditPerson
from parcours.core.keyring import Unreadable, open_sealed


class Fault(StrEnum):
    """What is wrong with an entry."""

    MISSING = "missing"
    CHANGED = "changed"
    UNLINKED = "unlinked"
    CONTENT_CHANGED = "content changed"
    CONTENT_MISSING = "content missing"
    HEAD = "head"
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a chain's entry was on some day, as it was exported."""

    chain: int
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a chain is: its length, and the first bad entry's number with what is wrong with it; None where all hold."""

    chain: AuditChain
    length: int
    number: int | None = None
    fault: Fault | None = None


def verify(chain: AuditChain, anchors: Iterable[Anchor] = ()) -> Verdict:
    """Return how ``chain`` is, compared with what was exported of it before.

    Others may add to it meanwhile, so what seems wrong is looked at again: until nobody did, or it is wrong twice.
    """
    known, before = list(anchors), None
    while True:
        verdict = _walked(chain, known)
        seen = verdict.number, verdict.fault
        with scope(organization=chain.organization):
            now = AuditChain.objects.filter(pk=chain.pk).first()
        if verdict.fault is None or now is None or now.head == chain.head or seen == before:
            return verdict
        chain, before = now, seen


def _walked(chain: AuditChain, anchors: Iterable[Anchor]) -> Verdict:
    """Return how the chain is, as far as ``chain`` and its entries were read at the same moment."""
    asked = {anchor.number: anchor.hash for anchor in anchors if anchor.chain == chain.pk}
    faults: dict[int, Fault] = {}
    silent: dict[int, str] = {}
    erased: set[str] = set()
    readers = _Salts(chain)
    number, previous = 0, START
    with scope(organization=chain.organization):
        entries = AuditEntry.objects.filter(chain=chain).select_related("content").order_by("number")
        for entry in entries.iterator(2000):
            number += 1
            fault = _fault(entry, number, previous, asked.pop(number, entry.hash))
            if fault is not None:
                faults[number] = fault
                break
            if entry.verb == PERSON_ERASED:
                erased.add(entry.about)
            content = _content(entry)
            if content is None:
                silent[number] = entry.about
            elif not readers.agree(entry, content):
                faults[number] = Fault.CONTENT_CHANGED
                break
            previous = entry.hash
        else:
            faults |= _tail(chain, number, previous, exported_further=bool(asked))
    faults.update((at, Fault.CONTENT_MISSING) for at, about in silent.items() if about not in erased)
    first = min(faults, default=None)
    return Verdict(chain, number, first, faults[first] if first is not None else None)


def _fault(entry: AuditEntry, number: int, previous: str, anchored: str) -> Fault | None:
    """Return what is wrong with an entry of the chain itself."""
    if entry.number != number:
        return Fault.MISSING
    if entry.hash != hash_of(entry):
        return Fault.CHANGED
    if entry.previous != previous:
        return Fault.UNLINKED
    return None if entry.hash == anchored else Fault.ANCHOR


def _tail(chain: AuditChain, number: int, last: str, *, exported_further: bool) -> dict[int, Fault]:
    """Return what is wrong behind the last entry, whose hash is ``last``."""
    if number < chain.length or exported_further:
        return {number + 1: Fault.MISSING}
    if number > chain.length:
        return {chain.length + 1: Fault.HEAD}
    return {} if last == chain.head else {number: Fault.HEAD}


def _content(entry: AuditEntry) -> AuditContent | None:
    try:
        return entry.content
    except ObjectDoesNotExist:
        return None


class _Salts:
    """The salts, each read once, and what they say about content."""

    def __init__(self, chain: AuditChain) -> None:
        self._own = _as_salt(chain.salt)
        self._people: dict[int, bytes | None] = {}

    def agree(self, entry: AuditEntry, content: AuditContent) -> bool:
        """Return whether the content is what the entry committed to, and is found under the right names."""
        try:
            said: Mapping[str, Any] = json.loads(open_sealed(content.sealed, content_place(entry)))
            actor = self._of(said["actor"])
            about = self._of(said["about"])
        except Unreadable:
            return False
        salt = self._own if said["about"] is None else about
        if salt is None or commitment(salt, said) != entry.commitment:
            return False
        what = (content.what, content.what_id)
        return (
            what == (said["what"], said["what_id"])
            and content.about_id == said["about"]
            and entry.what == (pseudonym(salt, " ".join(what)) if content.what else "")
            and (about is None or entry.about == pseudonym(about))
            and (content.actor_id == said["actor"] if actor else content.actor_id is None)
            and (actor is None or entry.actor == pseudonym(actor))
        )

    def _of(self, user_id: int | None) -> bytes | None:
        """Return a person's salt, or None where there is nobody, or they were erased."""
        if user_id is None:
            return None
        if user_id not in self._people:
            person = AuditPerson.objects.filter(pk=user_id).first()
            self._people[user_id] = opened(person) if person else None
        return self._people[user_id]


def _as_salt(written: str) -> bytes:
    """Return a chain's salt; where somebody wrote nonsense over it, nothing agrees any more."""
    try:
        return bytes.fromhex(written)
    except ValueError:
        return b""
