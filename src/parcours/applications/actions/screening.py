"""Noting the steps of screening a mentor, with what was said in them, and taking one back."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.models import ScreeningStep
from parcours.core.refusals import Refused
from parcours.people.models import Mentor
from parcours.programs.lists import SCREENING_STEP


@transaction.atomic
def note_step(*, mentor: Mentor, step: str, on: dt.date, by: Actor, note: str = "") -> ScreeningStep:
    """Note that a step was done, in place of what was noted of it before.

    Raises NotAllowed, and Refused for a step that there is not, or a day to come.
    """
    check(by, Permission.MANAGE_PEOPLE)
    if step not in SCREENING_STEP:
        raise Refused(_("There is no such step. Open the page again."))
    if on > timezone.localdate():
        raise Refused(_("Note a step once it has been done."))
    done = {"done_on": on, "noted_by": by.user}
    row, _is_new = ScreeningStep.objects.update_or_create(
        mentor=mentor, step=step, defaults=done, create_defaults={"organization": by.here, **done}
    )
    row.note = note.strip()
    row.save(update_fields=["sealed_note", "noted_at"])
    record(by=by, verb="mentor.screened", what=row, about=mentor.person.user, step=step)
    return row


@transaction.atomic
def undo_step(*, row: ScreeningStep, by: Actor) -> None:
    """Take back that a step was done, with its notes. Raises NotAllowed."""
    check(by, Permission.MANAGE_PEOPLE)
    record(by=by, verb="mentor.screening_undone", what=row, about=row.mentor.person.user, step=row.step)
    row.delete()
