"""Deciding that somebody is erased, and that somebody’s record must stay."""

from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.people.models import Person
from parcours.people.privacy.models import Erasure, ErasureState, ErasureWhy, Hold
from parcours.people.privacy.policies import check_erasable
from parcours.people.privacy.tasks import erase


@transaction.atomic
def decide_erasure(*, person: Person, why: ErasureWhy, by: Actor) -> Erasure:
    """Decide that the person is erased; the background does it. Raises NotAllowed, and Refused where they must stay."""
    check(by, Permission.HANDLE_PRIVACY)
    check_erasable(person)
    erasure, made = Erasure.objects.get_or_create(
        organization=by.here,
        record=person.pk,
        state=ErasureState.DUE,
        defaults={"why": why, "decided_by": by.user},
    )
    if made:
        record(by=by, verb="erasure.decided", what=erasure, about=person.user, why=why.value)
        erase.enqueue(organization=by.here.pk)
    return erasure


@transaction.atomic
def place_hold(*, person: Person, reason: str, by: Actor) -> Hold:
    """Keep somebody’s record whatever else says that it goes. Raises NotAllowed, and Refused without a reason."""
    check(by, Permission.HANDLE_PRIVACY)
    if not reason.strip():
        raise Refused(_("Say why the record must stay."))
    if Erasure.objects.filter(record=person.pk, state=ErasureState.DUE).exists():
        raise Refused(_("This person is being erased at this moment."))
    hold, made = Hold.objects.get_or_create(
        organization=by.here,
        person=person,
        defaults={"reason": reason.strip(), "placed_by": by.user},
    )
    if made:
        record(by=by, verb="hold.placed", what=person, about=person.user)
    return hold


@transaction.atomic
def lift_hold(*, person: Person, by: Actor) -> None:
    """Let the record go with the others again. Raises NotAllowed."""
    check(by, Permission.HANDLE_PRIVACY)
    if Hold.objects.filter(person=person).delete()[0]:
        record(by=by, verb="hold.lifted", what=person, about=person.user)
