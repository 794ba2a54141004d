"""The triggers that make the database itself refuse to change what somebody allowed, or the words they read.

Rows can be deleted, because a person can be forgotten; and an act can come to stand under another record of the same
person, because two records of one are merged. The note is sealed, and sealed anew with another key.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KEPT = {
    "consent_consentact": (
        "matter, purpose, partner_id, act, basis, text_id, language, how, recorded_by_id, said_at, until"
    ),
    "consent_consenttext": (
        "purpose, version, what_en, what_fr, why_en, why_fr, refusing_en, refusing_fr, is_ours, written_at"
    ),
}
"""The columns that stay as they are, by table."""
_SAYS = "what a person allowed is never changed"


def install(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place; for a migration."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"""CREATE FUNCTION consent_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
        )
    for table, columns in KEPT.items():
        before = f"CREATE TRIGGER {table}_kept BEFORE UPDATE OF {_quoted(columns)} ON {table}"
        if editor.connection.vendor == "postgresql":
            editor.execute(f"{before} FOR EACH ROW EXECUTE FUNCTION consent_refuse()")
        else:
            editor.execute(f"{before} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END")


def remove(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away; for a migration backwards."""
    for table in KEPT:
        on_table = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER {table}_kept{on_table}")
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION consent_refuse()")


def _quoted(columns: str) -> str:
    return ", ".join(f'"{column}"' for column in columns.split(", "))
