"""Putting a message into an organization's own words, and back."""

from django.db import transaction

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.catalogue import Entry, one_line
from parcours.messaging.models import Wording
from parcours.messaging.policies import check_reword
from parcours.messaging.wordings import check_words


@transaction.atomic
def reword(*, entry: Entry, language: str, subject: str, text: str, by: Actor) -> Wording:
    """Say ``entry`` in the organization's own words from now on.

    Raises NotAllowed, Refused for words that cannot be filled, ValidationError for what a field does not take.
    """
    check_reword(by, entry)
    check_words(entry, subject, text)
    wording = Wording.objects.filter(key=entry.key, language=language).first() or Wording(
        organization=by.here, key=entry.key, language=language
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
    )
    return wording


@transaction.atomic
def reset(*, entry: Entry, language: str, by: Actor) -> None:
    """Say ``entry`` in the product's words again. Raises NotAllowed."""
    check_reword(by, entry)
    wording = Wording.objects.filter(key=entry.key, language=language).first()
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
    )
    wording.delete()
