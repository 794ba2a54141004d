"""Moving a mentorship along a way of its table, as it stands when its turn comes and not as a page once showed it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.core.refusals import Stale
from parcours.core.transitions import move
from parcours.engagements.models import Mentorship
from parcours.engagements.states import MENTORSHIP

_STANDING = ("status", "since", "answer_by", "mentee_asked_at", "agreed_on", "started_on")


def hold(*mentorships: Mentorship) -> None:
    """Read how they stand now, and let nobody else move them until the transaction ends.

    Whom a letter goes to follows from where a pair stood before: without this, somebody who was asked a moment ago
    would not hear that it is off. Several are held before the first of them is written about in the audit log, for
    which others wait. Raises Stale where one is gone, as one of the two was forgotten.
    """
    for row in sorted(mentorships, key=lambda one: one.pk):
        try:
            row.refresh_from_db(fields=_STANDING, from_queryset=Mentorship.objects.select_for_update())
        except Mentorship.DoesNotExist as gone:
            raise Stale(_("Somebody else was faster: this is no longer on file.")) from gone


def go(mentorship: Mentorship, way: str, **changes: Any) -> None:
    """Move it along the way of that name, now. Raises Stale, which says where it is by now."""
    move(mentorship, MENTORSHIP[way], since=timezone.now(), **changes)
