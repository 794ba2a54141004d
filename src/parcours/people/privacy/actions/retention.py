"""Saving the retention schedule."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.people.privacy.models import RetentionRule
from parcours.people.privacy.models.retention import LONGEST
from parcours.people.privacy.retention import SCHEDULE, rules


@transaction.atomic
def save_schedule(*, days: Mapping[str, int], by: Actor) -> None:
    """Put the days of every category in force. Raises NotAllowed, and Refused for what is no number of days."""
    check(by, Permission.MANAGE_PRIVACY)
    if days.keys() != SCHEDULE.keys() or not all(1 <= one <= LONGEST for one in days.values()):
        raise Refused(_("Give a number of days, from 1 to %(most)s, for every line.") % {"most": LONGEST})
    before = rules()
    if before == dict(days):
        return
    for category, one in days.items():
        RetentionRule.objects.update_or_create(
            organization=by.here, category=category, defaults={"days": one}
        )
    record(by=by, verb="retention.changed", before=before, after=dict(days))
