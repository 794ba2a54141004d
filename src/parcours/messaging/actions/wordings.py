"""Putting a message into an organization's own words, or a program's, and back."""

from typing import Any

from django.db import transaction

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.catalogue import Entry, one_line
from parcours.messaging.models import Wording
from parcours.messaging.policies import check_reword
from parcours.messaging.wordings import check_words


@transaction.atomic
def reword(
    *, entry: Entry, language: str, subject: str, text: str, by: Actor, program: int | None = None
) -> Wording:
    """Say ``entry`` in own words from now on: those of the organization, or of the program with this number.

    Raises NotAllowed, Refused for words that cannot be filled, ValidationError for what a field does not take.
    """
    check_reword(by, entry, program)
    check_words(entry, subject, text)
    wording = _worded(entry, language, program) or Wording(
        organization=by.here, program=program, key=entry.key, language=language
    )
    before = {"subject": wording.subject, "text": wording.text}
    after = {"subject": one_line(subject), "text": text.replace("\r\n", "\n").strip()}
    if before == after:
        return wording
    wording.subject, wording.text = after["subject"], after["text"]
    wording.full_clean()
    wording.save()
    record(
        by=by,
        verb="message.reworded",
        what=wording,
        message=entry.key,
        language=language,
        before=before,
        after=after,
        **_where(program),
    )
    return wording


@transaction.atomic
def reset(*, entry: Entry, language: str, by: Actor, program: int | None = None) -> None:
    """Say ``entry`` again as it was before: in the product's words, or in a program as the organization says it.

    Raises NotAllowed.
    """
    check_reword(by, entry, program)
    wording = _worded(entry, language, program)
    if wording is None:
        return
    record(
        by=by,
        verb="message.reset",
        what=wording,
        message=entry.key,
        language=language,
        subject=wording.subject,
        text=wording.text,
        **_where(program),
    )
    wording.delete()


def _worded(entry: Entry, language: str, program: int | None) -> Wording | None:
    return Wording.objects.filter(program=program, key=entry.key, language=language).first()


def _where(program: int | None) -> dict[str, Any]:
    return {"program": program} if program else {}
