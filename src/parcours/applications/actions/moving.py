"""Moving an application along a way of its table, its participant with it."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.applications.models import Application
from parcours.applications.states import APPLICATION, BACKWARDS, FOLLOWS, UNDER_WAY
from parcours.core.refusals import Stale
from parcours.core.transitions import move
from parcours.core.versions import claim
from parcours.people.kinds import FACTS, Kind
from parcours.people.models import Participant

_OWN = {way.name: way for way in FACTS[Kind.PARTICIPANT].ways}


@transaction.atomic
def go(application: Application, way: str, by: Actor, *, version: int | None = None, **changes: Any) -> None:
    """Move it along the way of that name, as somebody who saw ``version`` of it decided; the caller checks who may.

    The participant’s own status follows. Raises Stale, which says where it is by now, where somebody was faster.
    """
    transition, before = APPLICATION[way], application.status
    try:
        claim(application, application.version if version is None else version)
        move(application, transition, since=timezone.now(), **{"waits_since": None, **changes})
    except Stale as late:
        raise Stale(_said_now(application)) from late
    record(
        by=by,
        verb=transition.verb,
        what=application,
        about=application.participant.person.user,
        way=way,
        before=before,
        after=transition.target,
        **({"reason": changes["decline_reason"]} if changes.get("decline_reason") else {}),
    )
    if way not in BACKWARDS or not _has_another(application):
        follow(application.participant, FOLLOWS.get(way, ()), by)


def follow(participant: Participant, ways: tuple[str, ...], by: Actor) -> None:
    """Take the participant’s own status along ``ways``, as far as each leads on from where it is."""
    participant.refresh_from_db(fields=["status"])
    for transition in (_OWN[name] for name in ways):
        before = participant.status
        if before not in transition.sources:
            continue
        move(participant, transition, status_since=timezone.now())
        record(
            by=by,
            verb=transition.verb,
            what=participant,
            about=participant.person.user,
            way=transition.name,
            before=before,
            after=transition.target,
        )


def _has_another(application: Application) -> bool:
    others = Application.objects.filter(participant=application.participant_id, status__in=UNDER_WAY)
    return others.exclude(pk=application.pk).exists()


def _said_now(application: Application) -> str:
    now = Application.objects.get(pk=application.pk)
    return _("Somebody else was faster: the application is now “%(status)s”. Nothing else was changed.") % {
        "status": now.get_status_display()
    }
