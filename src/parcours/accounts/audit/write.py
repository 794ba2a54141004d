"""Adding to the log: always at the end, always with the change it reports."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.audit import rows
from parcours.accounts.audit.chain import as_bytes, commitment, content_place, hash_of, pseudonym
from parcours.accounts.audit.salts import chain_of, salt_of
from parcours.accounts.audit.watching import told
from parcours.accounts.models import AuditChain, AuditEntry, User
from parcours.accounts.models.audit import INSTALLATION
from parcours.core.keyring import seal

_ONE_MINUTE = 60


def record(
    *, by: Actor, verb: str, what: Model | None = None, about: User | None = None, **content: Any
) -> AuditEntry:
    """Write that ``by`` did ``verb`` to the row ``what``, about a person where it concerns one, with more ``content``.

    The entry joins the chain of ``by.organization``, or the installation's where that is None. ``content`` is kept
    encrypted, and erased with the person; it must be what JSON can say. Raises TransactionManagementError outside a
    transaction: the entry and the change stand or fall together.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{verb}: record() belongs in the transaction of the change"
        )
    return add(by, verb, what, about.pk if about else None, content)


def add(
    by: Actor,
    verb: str,
    what: Model | None,
    about_id: int | None,
    content: Mapping[str, Any],
    about_name: str = "",
) -> AuditEntry:
    """Write an entry; of somebody who is being erased only the pseudonym, ``about_name``, is given.

    It is written in the scope of its own log, wherever the caller stands: some of what is done, such as founding an
    organization, belongs to no scope yet.
    """
    with scope(organization=by.organization):
        return _add(by, verb, what, about_id, content, about_name)


def _add(
    by: Actor,
    verb: str,
    what: Model | None,
    about_id: int | None,
    content: Mapping[str, Any],
    about_name: str,
) -> AuditEntry:
    readable: dict[str, Any] = {
        "actor": by.user.pk if by.user else None,
        "about": about_id,
        "what": what._meta.label_lower if what else "",  # noqa: SLF001 - documented
        "what_id": str(what.pk) if what else "",
        "via": by.via.value,
        "name": "" if by.user else by.name,
        "more": content,
    }
    while True:
        chain = chain_of(by.organization)
        salt = salt_of(about_id) if about_id else bytes.fromhex(chain.salt)
        entry = AuditEntry(
            verb=verb,
            actor=pseudonym(salt_of(by.user.pk)) if by.user else "",
            about=pseudonym(salt) if about_id else about_name,
            what=pseudonym(salt, f"{readable['what']} {readable['what_id']}") if what else "",
            commitment=commitment(salt, readable),
        )
        if append(chain, entry):
            break
    rows.add_content(
        entry,
        readable["actor"],
        about_id,
        (readable["what"], readable["what_id"]),
        seal(as_bytes(readable), content_place(entry)),
    )
    told(entry, what, content)
    return entry


def append(chain: AuditChain, entry: AuditEntry) -> bool:
    """Put ``entry`` at the end of ``chain`` as it was read; return False where somebody else was faster."""
    entry.chain, entry.organization_id = chain, chain.organization_id
    entry.number, entry.previous, entry.time = chain.length + 1, chain.head, timezone.now()
    entry.hash = hash_of(entry)
    moved = rows.move(chain, entry.number, entry.hash)
    if moved:
        rows.add_entry(entry)
    return moved


def record_view(
    *,
    by: Actor,
    page: str,
    what: Model | None = None,
    about: User | None = None,
    verb: str = "",
    **content: Any,
) -> None:
    """Write that ``by`` looked at data about people on the page called ``page``; again within a minute is one look.

    ``what`` is the one row that the page shows, ``about`` the user whom it is about: without both it is a list.
    ``verb`` says it where neither fits.
    """
    if _first("view", by, page, str(about.pk) if about else "", str(what.pk) if what else ""):
        with transaction.atomic():
            record(
                by=by,
                verb=verb or ("person.viewed" if about or what else "people.viewed"),
                what=what,
                about=about,
                page=page,
                **content,
            )


def record_denied(*, by: Actor, page: str, status: int) -> None:
    """Write that ``by`` was refused the page called ``page``: once a minute, so that nobody can flood the log."""
    if _first("denied", by, page, str(status)):
        with transaction.atomic():
            record(by=by, verb="page.denied", page=page, status=status)


def _first(kind: str, by: Actor, *rest: str) -> bool:
    """Return whether this has not happened within the last minute."""
    who = by.user.pk if by.user else by.name
    where = by.organization.pk if by.organization else INSTALLATION
    happened = as_bytes([kind, where, who, *rest])
    return cache.add(f"audit:{hashlib.sha256(happened).hexdigest()}", 1, _ONE_MINUTE)
