"""Asking employers for mentors, and noting what came of it."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import Partnership
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core import transitions
from parcours.core.refusals import Refused
from parcours.programs.models import Ask, Employer
from parcours.programs.states import ASK


@transaction.atomic
def add_ask(
    *,
    noc: str,
    number: int,
    by_day: dt.date,
    by: Actor,
    partnership: Partnership | None = None,
    employer: str = "",
) -> Ask:
    """Note an ask, of a partner or of an employer by its name. Raises NotAllowed, ValidationError for one of nobody."""
    check(by, Permission.MANAGE_PROGRAMS)
    ask = Ask(
        organization=by.here,
        employer=_employer(partnership, employer.strip(), by),
        noc=noc,
        number=number,
        by_day=by_day,
    )
    ask.full_clean()
    ask.save()
    record(by=by, verb="ask.added", what=ask, noc=ask.noc, number=ask.number)
    return ask


def _employer(partnership: Partnership | None, name: str, by: Actor) -> Employer:
    """Return the employer that is meant, whatever the case of its name; a new one where nothing was asked of it yet."""
    known = Employer.objects.filter(partnership=partnership, name__iexact=name).first()
    if known is not None:
        return known
    new = Employer(organization=by.here, partnership=partnership, name=name, language=by.here.language)
    new.full_clean()
    new.save()
    return new


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
