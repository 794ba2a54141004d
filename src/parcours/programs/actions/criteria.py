"""What reviewers of a program’s applications score."""

from django.db import transaction

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.programs.models import Criterion, Program


@transaction.atomic
def add_criterion(*, program: Program, by: Actor, name_en: str = "", name_fr: str = "") -> Criterion:
    """Have one more point scored. Raises NotAllowed, and ValidationError for one that is there or has no words."""
    check(by, Permission.MANAGE_PROGRAMS)
    added = Criterion(organization=by.here, program=program, name_en=name_en, name_fr=name_fr)
    added.full_clean()
    added.save()
    record(by=by, verb="program.criterion_added", what=added)
    return added


@transaction.atomic
def remove_criterion(*, criterion: Criterion, by: Actor) -> None:
    """Have a point scored no more; scores already given keep its words. Raises NotAllowed."""
    check(by, Permission.MANAGE_PROGRAMS)
    record(by=by, verb="program.criterion_removed", what=criterion)
    criterion.delete()
