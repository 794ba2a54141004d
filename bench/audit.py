"""What an entry of the audit log costs, written as it is and through the models: ``python -m bench.audit``.

Both write the same five statements on the same SQLite, by turns; it prints processor time for each entry, and the
ratio (docs/adr/0121-the-log-writes-out-its-statements.md).
"""

import os
import secrets
import tempfile
import time
from statistics import median
from typing import Any

ENTRIES, ROUNDS = 500, 7


def main() -> None:
    """Make a site, write entries both ways, and say what each took."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PARCOURS_DATA": folder, "DJANGO_SETTINGS_MODULE": "parcours.config.settings"}
        from parcours.cli.site.ready import prepare  # noqa: PLC0415 - once the site has a folder

        prepare()
        from parcours.cli.site.database import let_go, upgrade_tables  # noqa: PLC0415 - once Django is set up

        upgrade_tables()
        _measure()
        let_go()


def _measure() -> None:
    from django.db import transaction  # noqa: PLC0415 - once Django is set up
    from django_scopes import scope  # noqa: PLC0415 - the same

    from parcours.accounts.actions.founding import found_organization  # noqa: PLC0415 - the same
    from parcours.accounts.actors import system  # noqa: PLC0415 - the same
    from parcours.accounts.audit import record  # noqa: PLC0415 - the same

    facts = {"kind": "municipality", "slug": "north", "name": "North", "language": "en"}
    here, admin = found_organization(
        by=system(None), admin_email="ana@example.org", admin_name="Ana", **facts
    )
    took: dict[str, list[float]] = {"written out": [], "through the models": []}
    for _round in range(ROUNDS):
        with transaction.atomic():
            began = time.process_time()
            for _entry in range(ENTRIES):
                record(by=system(here), verb="people.viewed", about=admin, page="a")
            took["written out"].append(time.process_time() - began)
        with transaction.atomic(), scope(organization=here):
            began = time.process_time()
            for _entry in range(ENTRIES):
                _through_the_models(here, admin)
            took["through the models"].append(time.process_time() - began)
            transaction.set_rollback(True)
    for way, seconds in took.items():
        print(f"{way}: {median(seconds) / ENTRIES * 1000:.2f} ms")
    ratio = median(took["through the models"]) / median(took["written out"])
    print(f"through the models is {ratio:.1f} times as long")


def _through_the_models(here: Any, admin: Any) -> None:  # noqa: ANN401 - rows of models that are not there yet
    """Read the chain and the salt, move the head, insert the entry and its content, as rows of models."""
    from django.utils import timezone  # noqa: PLC0415 - once Django is set up

    from parcours.accounts.models import (  # noqa: PLC0415 - the same
        AuditChain,
        AuditContent,
        AuditEntry,
        AuditPerson,
    )

    chain = AuditChain.objects.get(pk=here.pk)
    AuditPerson.objects.get(pk=admin.pk)
    number, mark = chain.length + 1, secrets.token_hex(32)
    AuditChain.objects.filter(pk=chain.pk, length=chain.length, head=chain.head).update(
        length=number, head=mark
    )
    entry = AuditEntry(
        chain=chain,
        organization=here,
        number=number,
        time=timezone.now(),
        verb="people.viewed",
        commitment=mark,
        previous=chain.head,
        hash=mark,
    )
    entry.save(force_insert=True)
    AuditContent.objects.create(entry=entry, about=admin, sealed=mark.encode())


if __name__ == "__main__":
    main()
