"""Whether an actor may work on a follow-up or answer it: `check_…` raises with the reason."""

from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.models import Organization
from parcours.accounts.roles import Permission
from parcours.core.refusals import NotAllowed
from parcours.outcomes.models import FollowUp
from parcours.people.consent.sight import may_see
from parcours.people.policies import is_oneself


def may_work(by: Actor, follow_up: FollowUp, partner: Organization | None = None) -> bool:
    """Return whether staff may: the organization’s own, or those of the ``partner`` it was handed to, with consent.

    Whoever acts for a partner has checked their own permission there (`handed.handed_across`).
    """
    if partner is None:
        return by.may(Permission.MANAGE_PROGRAMS)
    return follow_up.handed_to == partner and may_see(follow_up.participant.person, partner)


def check_work(by: Actor, follow_up: FollowUp, partner: Organization | None = None) -> None:
    """Raise NotAllowed where `may_work` says no."""
    if not may_work(by, follow_up, partner):
        raise NotAllowed(
            _("Follow-ups are noted by a coordinator, or by the partner whom the person allows to ask.")
        )


def check_answer(by: Actor, follow_up: FollowUp, partner: Organization | None = None) -> None:
    """Raise NotAllowed for anybody but the person who is asked, and whoever may note what they say."""
    if not is_oneself(by, follow_up.participant.person):
        check_work(by, follow_up, partner)
