"""Showing somebody's CV to a mentor or a host supervisor, and stopping it."""

from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import Organization, User
from parcours.accounts.policies import check
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.people.documents.models import Showing
from parcours.people.documents.policies import SHOWN_TO, allows_showing, check_documents
from parcours.people.models import Person


@transaction.atomic
def show_cv(*, person: Person, to: User, by: Actor, partner: Organization | None = None) -> Showing:
    """Show the person's latest CV to a mentor or host supervisor, who works for ``partner`` where one is named.

    Raises NotAllowed, and Refused where they are neither, or where the person does not allow it.
    """
    check(by, Permission.MANAGE_PEOPLE)
    if not actor_for(to, by.here).roles & SHOWN_TO:
        raise Refused(_("A CV can be shown to mentors and host supervisors only."))
    if not allows_showing(person, partner):
        raise Refused(_("%(person)s has not allowed this. Ask for consent first.") % {"person": person})
    row, _made = Showing.objects.update_or_create(
        organization=by.here, person=person, to=to, defaults={"partner": partner, "shown_by": by.user}
    )
    record(by=by, verb="document.shown", what=row, about=person.user, to=to.pk)
    return row


@transaction.atomic
def stop_showing(*, showing: Showing, by: Actor) -> None:
    """Stop showing a CV to somebody; the person and staff can. Raises NotAllowed."""
    check_documents(by, showing.person)
    record(by=by, verb="document.hidden", what=showing, about=showing.person.user, to=showing.to_id)
    showing.delete()
