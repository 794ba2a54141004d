"""Asking employers for mentors, and noting what came of it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core import transitions
from parcours.core.refusals import Refused
from parcours.programs.models import Ask
from parcours.programs.states import ASK


@transaction.atomic
def add_ask(*, by: Actor, **fields: Any) -> Ask:
    """Note an ask. Raises NotAllowed, ValidationError for what a field does not take or an ask of nobody."""
    check(by, Permission.MANAGE_PROGRAMS)
    ask = Ask(organization=by.here, **fields)
    ask.full_clean()
    ask.save()
    record(by=by, verb="ask.added", what=ask, noc=ask.noc, number=ask.number)
    return ask


@transaction.atomic
def take(*, ask: Ask, way: str, by: Actor) -> None:
    """Move the ask along the way of that name. Raises NotAllowed, and Stale where its status is another one now."""
    check(by, Permission.MANAGE_PROGRAMS)
    transition = next((one for one in ASK if one.name == way), None)
    if transition is None:
        raise Refused(_("There is no such step. Open the page again."))
    before = ask.status
    transitions.move(ask, transition)
    record(by=by, verb=transition.verb, what=ask, way=way, before=before, after=transition.target)
