"""Writing notes, for oneself or for the other one and staff too."""

from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.refusals import NotAllowed, Refused
from parcours.engagements.models import Mentorship, Note
from parcours.engagements.policies import check_course, check_running

LONGEST = 4000
MOST = 500
"""Notes of one side."""


@transaction.atomic
def write_note(*, mentorship: Mentorship, words: str, is_private: bool, by: Actor) -> Note:
    """Write a note. Raises NotAllowed for anybody but the two, and Refused without words.

    The audit log learns of shared notes only: that somebody wrote for themselves concerns nobody.
    """
    side, words = check_running(by, mentorship), words.strip()
    if not words or len(words) > LONGEST:
        raise Refused(_("Write it in up to %(most)s characters.") % {"most": LONGEST})
    if Note.objects.filter(mentorship=mentorship, side=side).count() >= MOST:
        raise Refused(_("There is room for %(most)s notes. Delete some first.") % {"most": MOST})
    note = Note.objects.create(organization=by.here, mentorship=mentorship, side=side, is_private=is_private)
    note.write(words)
    if not is_private:
        record(by=by, verb="note.shared", what=note, side=side)
    return note


@transaction.atomic
def delete_note(*, note: Note, by: Actor) -> None:
    """Delete a note of one’s own, for good. Raises NotAllowed for anybody but its writer."""
    if check_course(by, note.mentorship) != note.side:
        raise NotAllowed(_("Only its writer can delete a note."))
    if not note.is_private:
        record(by=by, verb="note.deleted", what=note, side=note.side)
    note.delete()
