"""Taking somebody in, saying what they are here, and linking them to their account."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import User
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.people.actions.fields import fit, tidy
from parcours.people.following import follow
from parcours.people.kinds import FACTS, Kind
from parcours.people.models import Person
from parcours.people.models.standing import Standing
from parcours.people.queries import person_with_email


@transaction.atomic
def add_person(*, kind: Kind, by: Actor, **fields: Any) -> Person:
    """Take in somebody as a ``kind``. ``fields`` are of `Person`; an address is on file once.

    Raises NotAllowed, ValidationError for what a field does not take, and Refused where the address is somebody's,
    even if they were added at the same moment.
    """
    check(by, Permission.MANAGE_PEOPLE)
    person = Person(organization=by.here)
    person.answer(**tidy(Person, fields))
    fit(person)
    save_person(person, by)
    record(by=by, verb="person.added", what=person, fields=sorted(fields))
    give_standing(person=person, kind=kind, by=by)
    return person


@transaction.atomic
def give_standing(*, person: Person, kind: Kind, by: Actor) -> Standing:
    """Make the person a ``kind`` as well, with the first status. Raises NotAllowed, and Refused where they are one."""
    check(by, Permission.MANAGE_PEOPLE)
    model = FACTS[kind].model
    refusal = Refused(
        _("%(person)s is a %(kind)s already.") % {"person": person, "kind": str(kind.label).lower()}
    )
    if model.objects.filter(person=person).exists():
        raise refusal
    try:
        with transaction.atomic():
            row = model.objects.create(organization=by.here, person=person)
    except IntegrityError as same_moment:
        raise refusal from same_moment
    record(by=by, verb="person.standing_given", what=row, about=person.user, kind=kind.value)
    return row


@transaction.atomic
def link_account(*, person: Person, user: User, by: Actor) -> None:
    """Say that ``user`` is this person, who then keeps their own profile. Raises NotAllowed, Refused."""
    check(by, Permission.MANAGE_PEOPLE)
    if Person.objects.filter(user=user).exclude(pk=person.pk).exists():
        raise Refused(_("This account belongs to somebody else’s profile."))
    person.user = user
    person.save(update_fields=["user"])
    record(by=by, verb="person.linked", what=person, about=user)


def save_person(person: Person, by: Actor) -> None:
    """Save the row, or raise Refused where its address is somebody else's. Who it is, only staff are told."""
    try:
        with transaction.atomic():
            other = person_with_email(person.email, but=person)
            if other is None:
                person.save()
                follow(person)
                return
    except IntegrityError as same_moment:
        other = person_with_email(person.email, but=person)
        if other is None:
            raise
        raise _taken(person, other, by) from same_moment
    raise _taken(person, other, by)


def _taken(person: Person, other: Person, by: Actor) -> Refused:
    if by.may(Permission.SEE_PEOPLE):
        return Refused(
            _("%(email)s is on file already, as the address of %(person)s. Open that profile instead.")
            % {"email": person.email, "person": other}
        )
    return Refused(
        _("%(email)s cannot be used here. Give another address, or ask %(organization)s.")
        % {"email": person.email, "organization": by.here}
    )
