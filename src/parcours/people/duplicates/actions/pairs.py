"""Saying what a pair is."""

from django.db import transaction
from django.utils import timezone

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.people.duplicates.models import Pair, PairState


@transaction.atomic
def set_apart(*, pair: Pair, by: Actor) -> None:
    """Note that the two are not the same person; nobody is asked about them again. Raises NotAllowed."""
    check(by, Permission.MANAGE_PEOPLE)
    _decide(pair, PairState.APART, by)


@transaction.atomic
def open_again(*, pair: Pair, by: Actor) -> None:
    """Take back that the two are not the same person. Raises NotAllowed."""
    check(by, Permission.MANAGE_PEOPLE)
    _decide(pair, PairState.OPEN, by)


def _decide(pair: Pair, state: PairState, by: Actor) -> None:
    pair.state, pair.decided_by, pair.decided_at = state, by.user, timezone.now()
    pair.save(update_fields=["state", "decided_by", "decided_at"])
    record(by=by, verb="duplicates.decided", what=pair, state=state.value)
