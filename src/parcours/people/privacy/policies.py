"""Whether somebody may be erased: `check_…` raises with the reason."""

from django.utils.translation import gettext as _

from parcours.accounts.models import Membership
from parcours.accounts.roles import Role
from parcours.core.refusals import Refused
from parcours.people.models import Person
from parcours.people.privacy.models import Hold

SERVED = frozenset({Role.PARTICIPANT, Role.MENTOR, Role.SUPERVISOR})
"""The roles of the people a program serves; they end with the person’s record. Any other is somebody’s work here."""


def check_erasable(person: Person) -> None:
    """Raise Refused where a hold keeps the person, or where they work here."""
    if Hold.objects.filter(person=person).exists():
        raise Refused(_("A legal hold keeps this record. It has to be lifted first."))
    works = roles_at_work(person)
    if works:
        raise Refused(
            _("%(person)s works here (%(roles)s). End these roles first, then erase.")
            % {"person": person, "roles": ", ".join(str(role.label) for role in works)}
        )


def is_erasable(person: Person) -> bool:
    """Return whether `check_erasable` would pass."""
    try:
        check_erasable(person)
    except Refused:
        return False
    return True


def roles_at_work(person: Person) -> list[Role]:
    """Return the current roles of the person’s account that are not those of the people a program serves."""
    if person.user_id is None:
        return []
    here = Membership.objects.filter(user=person.user_id, ended_at=None)
    return [Role(role) for role in here.values_list("role", flat=True) if role not in SERVED]
