"""Adding and changing programs and the rules of who may take part."""

from typing import Any

from django.db import transaction

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.versions import change
from parcours.programs.models import EligibilityRule, Program


@transaction.atomic
def add_program(*, by: Actor, **fields: Any) -> Program:
    """Add a program of the actor’s organization. Raises NotAllowed, ValidationError for what a field does not take."""
    check(by, Permission.MANAGE_PROGRAMS)
    program = Program(organization=by.here, **fields)
    program.full_clean()
    program.save()
    record(by=by, verb="program.added", what=program)
    return program


@transaction.atomic
def change_program(*, program: Program, version: int, by: Actor, **fields: Any) -> None:
    """Change the program, as somebody who saw ``version`` of it decided.

    Raises NotAllowed, ValidationError for what a field does not take, and Stale where somebody else was faster.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    changed = change(program, version=version, **fields)
    if changed:
        record(by=by, verb="program.changed", what=program, fields=sorted(changed.after))


@transaction.atomic
def add_rule(*, program: Program, by: Actor, **fields: Any) -> EligibilityRule:
    """Add a rule of who may take part. Raises NotAllowed, ValidationError for one that compares with nothing."""
    check(by, Permission.MANAGE_PROGRAMS)
    rule = EligibilityRule(organization=by.here, program=program, **fields)
    rule.full_clean()
    rule.save()
    record(by=by, verb="program.rule_added", what=rule)
    return rule


@transaction.atomic
def remove_rule(*, rule: EligibilityRule, by: Actor) -> None:
    """Take a rule away. Raises NotAllowed."""
    check(by, Permission.MANAGE_PROGRAMS)
    record(by=by, verb="program.rule_removed", what=rule)
    rule.delete()
