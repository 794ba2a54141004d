"""What people do with the audit log itself: check it, take it away as a file."""

from django.db import transaction

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.audit.salts import chain_of
from parcours.accounts.audit.verify import Verdict, verify
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission


@transaction.atomic
def verify_log(*, by: Actor) -> Verdict:
    """Check the organization's log, and write the result at its end. Raises NotAllowed."""
    check(by, Permission.SEE_AUDIT)
    verdict = verify(chain_of(by.organization))
    record(
        by=by, verb="audit.verified", entries=verdict.length, first_bad=verdict.number, fault=verdict.fault
    )
    return verdict


@transaction.atomic
def note_export(*, by: Actor, kind: str, rows: int) -> None:
    """Write that the log was taken away as a file. Raises NotAllowed."""
    check(by, Permission.SEE_AUDIT)
    record(by=by, verb="audit.exported", kind=kind, rows=rows)
