"""Naming who works with a program, and what it is to reach."""

from decimal import Decimal

from django.db import transaction

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import Partnership
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.programs.models import Cohort, Program, ProgramPartner, Target


@transaction.atomic
def add_partner(
    *,
    program: Program,
    partnership: Partnership,
    by: Actor,
    amount: Decimal | None = None,
    reference: str = "",
) -> ProgramPartner:
    """Say that the partnership covers the program. Raises NotAllowed, ValidationError where it does already."""
    check(by, Permission.MANAGE_PROGRAMS)
    named = ProgramPartner(
        organization=by.here, program=program, partnership=partnership, amount=amount, reference=reference
    )
    named.full_clean()
    named.save()
    record(by=by, verb="program.partner_added", what=named)
    return named


@transaction.atomic
def remove_partner(*, partner: ProgramPartner, by: Actor) -> None:
    """Say that the partnership does not cover the program any more; it stays as it is. Raises NotAllowed."""
    check(by, Permission.MANAGE_PROGRAMS)
    record(by=by, verb="program.partner_removed", what=partner)
    partner.delete()


@transaction.atomic
def set_target(
    *, program: Program, indicator: str, number: int, by: Actor, cohort: Cohort | None = None
) -> Target:
    """Set what the program or its cohort is to reach, in place of what was set. Raises NotAllowed, ValidationError."""
    check(by, Permission.MANAGE_PROGRAMS)
    target = Target.objects.filter(program=program, cohort=cohort, indicator=indicator).first()
    target = target or Target(organization=by.here, program=program, cohort=cohort, indicator=indicator)
    target.number = number
    target.full_clean()
    target.save()
    record(by=by, verb="program.target_set", what=target, indicator=indicator, number=number)
    return target


@transaction.atomic
def remove_target(*, target: Target, by: Actor) -> None:
    """Take a target away. Raises NotAllowed."""
    check(by, Permission.MANAGE_PROGRAMS)
    record(by=by, verb="program.target_removed", what=target, indicator=target.indicator)
    target.delete()
