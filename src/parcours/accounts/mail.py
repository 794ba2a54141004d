"""Letters about an account: one shape, in the recipient's language, as text and as HTML, readable without pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

_LANGUAGES = {"en": "en", "fr": "fr-ca"}


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says. It has one button at most, and its address stands below for those who cannot press it."""

    subject: str
    paragraphs: Sequence[str]
    code: str = ""
    button: str = ""
    address: str = ""
    closing: Sequence[str] = field(default_factory=tuple)


def in_language(language: str) -> translation.override:
    """Return the context in which a letter for a reader of ``language`` (``en`` or ``fr``) is written."""
    return translation.override(_LANGUAGES.get(language, language))


def send(letter: Letter, to: str) -> None:
    """Send ``letter``, written in the language that is active, once what it tells of is in the database."""
    context = {"letter": letter, "language": (translation.get_language() or "en")[:2]}
    message = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=render_to_string("mail/letter.txt", context).strip() + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        # Nobody is away on holiday for us, and no answering machine need answer.
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string("mail/letter.html", context), "text/html")
    transaction.on_commit(message.send)
