"""Writing the next edition of a program’s agreement."""

from django.db import transaction

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Stale
from parcours.programs.models import Agreement, Program
from parcours.programs.queries import agreement_of


@transaction.atomic
def write_agreement(
    *, program: Program, text_en: str, text_fr: str, by: Actor, version: int = 0
) -> Agreement:
    """Return the next edition, or the present one where its words are the same.

    ``version`` is the edition that the writer saw, 0 for none. Raises NotAllowed, ValidationError without words, and
    Stale where somebody was faster.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    now = agreement_of(program)
    if now is not None and (now.text_en, now.text_fr) == (text_en, text_fr):
        return now
    edition = now.edition if now else 0
    if edition != version:
        raise Stale(f"agreement {edition}")
    written = Agreement(
        organization=by.here, program=program, edition=edition + 1, text_en=text_en, text_fr=text_fr
    )
    written.full_clean()
    written.save()
    record(by=by, verb="program.agreement_written", what=written, edition=written.edition)
    return written
