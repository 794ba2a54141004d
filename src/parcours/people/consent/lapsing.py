"""Telling people in time that their consent lapses: thirty days ahead, and seven."""

import datetime as dt
from itertools import groupby

from django.db import IntegrityError, transaction
from django_scopes import scope

from parcours.accounts.actors import Via, system
from parcours.accounts.models import Organization
from parcours.people.consent.actions.asking import send
from parcours.people.consent.letters import LAPSING
from parcours.people.consent.models import ConsentAct, ConsentReminder
from parcours.people.consent.queries import lapsing, today

AHEAD = (7, 30)
"""Days ahead, the nearest first: who is told late is told once."""


def remind_across() -> int:
    """Tell everybody whose consent lapses soon and who was not told yet; return how many were."""
    told = 0
    for organization in Organization.objects.filter(is_active=True).order_by("pk"):
        with scope(organization=organization):
            day = today(organization)
            found = list(lapsing(day, max(AHEAD)).exclude(person__email="").order_by("person", "until", "pk"))
            for _person, rows in groupby(found, key=lambda row: row.person_id):
                told += _remind(organization, list(rows), day)
    return told


def _remind(organization: Organization, acts: list[ConsentAct], day: dt.date) -> bool:
    """Tell one person, in one letter, of all that they were not told of yet; return False where that is nothing."""
    try:
        with transaction.atomic():
            new = [act for act in acts if _note(organization, act, day)]
            if new:
                send(
                    LAPSING,
                    new[0].person,
                    [(act.purpose, act.partner) for act in new],
                    system(organization, Via.JOB),
                    [act.until for act in new],
                )
    except IntegrityError:  # another worker told them at this moment
        return False
    return bool(new)


def _note(organization: Organization, act: ConsentAct, day: dt.date) -> bool:
    """Note that the person is told of ``act``, unless they were as late as this."""
    assert act.until is not None  # noqa: S101 - or it would not lapse
    days = next(ahead for ahead in AHEAD if (act.until - day).days <= ahead)
    if ConsentReminder.objects.filter(act=act, days__lte=days).exists():
        return False
    ConsentReminder.objects.create(organization=organization, act=act, days=days)
    return True
