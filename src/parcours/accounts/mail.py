"""Letters: messages of the catalogue, in the recipient's language, as text and as HTML, readable without pictures.

Sending one hands it to the mailer of the settings, which keeps it in the transaction at hand and delivers it later.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format

from parcours.accounts.models import Organization, User
from parcours.core.catalogue import Entry, filled, one_line, paragraphs

_LANGUAGES = {"en": "en", "fr": "fr-ca"}


def in_language(language: str) -> translation.override:
    """Return the context in which a letter for a reader of ``language`` (``en`` or ``fr``) is written."""
    return translation.override(_LANGUAGES.get(language, language))


@dataclass(frozen=True, slots=True)
class Item:
    """One message among several that came together: what it said, and where its button leads."""

    subject: str
    paragraphs: Sequence[str]
    button: str
    address: str


class Letter(EmailMultiAlternatives):
    """One entry of the catalogue, to one person.

    ``values`` are what the entry's variables hold; a date among them is written as the reader writes dates.
    ``address`` is where the button leads. ``about`` is whom it concerns, ``dedup`` names the occasion: the same entry
    with the same one is sent once. ``of_program`` is the number of the program that it is about. ``items`` are
    messages that it gathers, ``calendar`` is a file that calendar programs read (RFC 6047).
    """

    def __init__(
        self,
        entry: Entry,
        *,
        to: str,
        language: str,
        values: Mapping[str, Any],
        organization: Organization | None = None,
        about: User | None = None,
        address: str = "",
        code: str = "",
        dedup: str = "",
        of_program: int | None = None,
        items: Sequence[Item] = (),
        calendar: str = "",
    ) -> None:
        self.entry, self.language, self.organization, self.about = entry, language, organization, about
        self.address, self.code, self.dedup, self.items = address, code, dedup, items
        self.of_program, self.calendar = of_program, calendar
        with in_language(language):
            named = {"organization": organization.name} if organization else {}
            self.values = {name: _said(value) for name, value in {**named, **values}.items()}
            sender = formataddr((one_line(named["organization"]), _sender()[1])) if named else None
        super().__init__(
            to=[to],
            from_email=sender or settings.DEFAULT_FROM_EMAIL,
            reply_to=[organization.contact_email] if organization and organization.contact_email else None,
            # Nobody is away on holiday for us, and no answering machine need answer.
            headers={"Auto-Submitted": "auto-generated"},
        )
        self.write()

    def write(self, subject: str = "", text: str = "", leave: str = "") -> None:
        """Write it: in the product's words, or where they are given, with the subject and text of an organization.

        ``leave`` is the address at which the reader says that they do not want messages of this kind.
        """
        with in_language(self.language):
            entry = self.entry
            self.subject = one_line(filled(subject or str(entry.subject), self.values))
            self.paragraphs = paragraphs(filled(text or str(entry.text), self.values))
            self.button = str(entry.button) if self.address else ""
            self.closing = paragraphs(filled(str(entry.closing), self.values))
            context = {
                "subject": self.subject,
                "paragraphs": self.paragraphs,
                "code": self.code,
                "button": self.button,
                "address": self.address,
                "items": self.items,
                "closing": self.closing,
                "language": self.language[:2],
                "organization": self.organization,
                "leave": leave,
            }
            self.body = render_to_string("mail/letter.txt", context).strip() + "\n"
            self.alternatives = []
            self.attach_alternative(render_to_string("mail/letter.html", context), "text/html")
        if self.calendar:
            # Mail programs offer the buttons to answer only where the method stands here too.
            method = "CANCEL" if "\r\nMETHOD:CANCEL\r\n" in self.calendar else "REQUEST"
            self.attach_alternative(self.calendar, f"text/calendar; method={method}")


def send(entry: Entry, *, to: User | str, language: str = "", **more: Any) -> Letter:
    """Send ``entry`` to a user, in their language, or to an address; ``more`` are the parts and values of a `Letter`.

    It leaves when what it tells of is in the database, and never where that is taken back.
    """
    parts = {
        name: more.pop(name)
        for name in ("organization", "about", "address", "code", "dedup", "of_program", "calendar")
        if name in more
    }
    if isinstance(to, User):
        parts = {"about": to, **parts}
        language = language or to.language
        to = to.email
    letter = Letter(entry, to=to, language=language or _active(), values=more, **parts)
    letter.send()
    return letter


def _active() -> str:
    return (translation.get_language() or "en")[:2]


def _sender() -> tuple[str, str]:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)


def _said(value: object) -> str:
    match value:
        case dt.datetime():
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        case dt.date():
            return date_format(value, "DATE_FORMAT")
        case _:
            return str(value)
