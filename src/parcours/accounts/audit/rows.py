"""The rows of the log, by statements that are written out (docs/adr/0121-the-log-writes-out-its-statements.md).

An entry goes with every change and with every look at a person. To have its statements put together each time would
take four times as long as to run them.
"""

from django.db import connection

from parcours.accounts.models import AuditChain, AuditEntry

_CHAIN = 'SELECT "organization_id", "length", "head", "salt" FROM "accounts_auditchain" WHERE "id" = %s'
_MOVE = """
    UPDATE "accounts_auditchain" SET "length" = %s, "head" = %s WHERE "id" = %s AND "length" = %s AND "head" = %s
"""
_SALT = 'SELECT "sealed_salt" FROM "accounts_auditperson" WHERE "user_id" = %s'
_ENTRY = """
    INSERT INTO "accounts_auditentry" ("chain_id", "organization_id", "number", "time", "verb", "actor", "about",
    "what", "commitment", "previous", "hash") VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING "id"
"""
_CONTENT = """
    INSERT INTO "accounts_auditcontent" ("entry_id", "actor_id", "about_id", "what", "what_id", "sealed")
    VALUES (%s, %s, %s, %s, %s, %s)
"""


def chain_at(number: int) -> AuditChain | None:
    """Return the head of a chain as it is now; None before its first entry."""
    with connection.cursor() as cursor:
        cursor.execute(_CHAIN, [number])
        row = cursor.fetchone()
    if row is None:
        return None
    organization, length, head, salt = row
    return AuditChain(id=number, organization_id=organization, length=length, head=head, salt=salt)


def move(chain: AuditChain, length: int, head: str) -> bool:
    """Move the head of ``chain`` on from where it was read; return False where somebody else was faster."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [length, head, chain.pk, chain.length, chain.head])
        moved: int = cursor.rowcount
    return moved == 1


def sealed_salt(user_id: int) -> bytes | None:
    """Return the sealed salt of a person; None before the first entry that names them."""
    with connection.cursor() as cursor:
        cursor.execute(_SALT, [user_id])
        row = cursor.fetchone()
    return bytes(row[0]) if row else None


def add_entry(entry: AuditEntry) -> None:
    """Insert an entry, and number it."""
    values = [
        entry.chain_id,
        entry.organization_id,
        entry.number,
        connection.ops.adapt_datetimefield_value(entry.time),
        entry.verb,
        entry.actor,
        entry.about,
        entry.what,
        entry.commitment,
        entry.previous,
        entry.hash,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_ENTRY, values)
        entry.pk = cursor.fetchone()[0]


def add_content(
    entry: AuditEntry, actor: int | None, about: int | None, what: tuple[str, str], sealed: bytes
) -> None:
    """Insert the readable side of an entry; ``what`` is the table and the number of the row it is about."""
    with connection.cursor() as cursor:
        cursor.execute(_CONTENT, [entry.pk, actor, about, *what, sealed])
