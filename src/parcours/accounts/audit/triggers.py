"""The triggers that make the database itself refuse to change or delete an entry of the log."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

INSTALL = {
    "sqlite": [
        f"""CREATE TRIGGER audit_entry_no_{event} BEFORE {event} ON accounts_auditentry
        BEGIN SELECT RAISE(ABORT, 'entries of the audit log are never changed or deleted'); END"""
        for event in ("update", "delete")
    ],
    "postgresql": [
        """CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'entries of the audit log are never changed or deleted'
        USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON accounts_auditentry
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()""",
    ],
}
REMOVE = {
    "sqlite": ["DROP TRIGGER audit_entry_no_update", "DROP TRIGGER audit_entry_no_delete"],
    "postgresql": [
        "DROP TRIGGER audit_entry_no_change ON accounts_auditentry",
        "DROP FUNCTION audit_entry_refuse()",
    ],
}


def install(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place; for a migration."""
    for statement in INSTALL[editor.connection.vendor]:
        editor.execute(statement)


def remove(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away; for a migration backwards."""
    for statement in REMOVE[editor.connection.vendor]:
        editor.execute(statement)
