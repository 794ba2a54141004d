"""Clearing away an application that was begun and never handed in; its person is told a week before."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.applications.actions.moving import follow
from parcours.applications.models import Application
from parcours.applications.telling import send_goes

WARNING = dt.timedelta(days=7)
"""How long before a draft goes its person is told."""


@transaction.atomic
def warn(*, application: Application, by: Actor) -> bool:
    """Tell the person that the draft goes in a week; return False where it was handed in or written meanwhile.

    Who has no address is not written to, and the draft goes as all do.
    """
    now = timezone.now()
    same = Application.objects.filter(
        pk=application.pk, status="draft", written_at=application.written_at, warned_at=None
    )
    if not same.update(warned_at=now):
        return False
    record(by=by, verb="application.warned", what=application, about=application.participant.person.user)
    send_goes(application, timezone.localdate(now + WARNING), by)
    return True


@transaction.atomic
def clear(*, application: Application, by: Actor) -> bool:
    """Delete the draft with what was written in it; return False where it was handed in or written meanwhile.

    Who only asked about the program, and has no other application, has withdrawn: the retention schedule erases them.
    """
    same = Application.objects.filter(
        pk=application.pk, status="draft", written_at=application.written_at, warned_at__isnull=False
    )
    row = same.select_for_update().first()
    if row is None:
        return False
    participant = application.participant
    record(by=by, verb="application.cleared", what=application, about=participant.person.user)
    row.delete()
    if participant.status == "inquiry" and not Application.objects.filter(participant=participant).exists():
        follow(participant, ("withdraw",), by)
    return True
