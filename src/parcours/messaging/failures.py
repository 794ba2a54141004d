"""What a mail server's answer means: try again later, or never."""

import random
import smtplib
from dataclasses import dataclass
from datetime import timedelta

_PERMANENT = 500
_FIRST, _FIRST_URGENT = timedelta(seconds=30), timedelta(seconds=5)
LONGEST = timedelta(hours=1)
"""Nothing waits longer for the next try."""

_DOUBLINGS = 12
PATIENCE = timedelta(days=3)
"""For so long a message is tried; then somebody must look."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a message did not leave. ``final``: no further try would help; ``of_server``: no other message leaves now."""

    problem: str
    final: bool = False
    of_server: bool = False


def understood(error: Exception) -> Failure:
    """Return what an error of the mailer means for the message, and for the others.

    What a server says about a message or its recipient with a 5xx is final. What it says about us (our name, our
    password), and whatever happens to the connection, is not the message's fault.
    """
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, said = next(iter(error.recipients.values()))
            return Failure(_said(code, said), final=code >= _PERMANENT)
        case smtplib.SMTPAuthenticationError() | smtplib.SMTPHeloError() | smtplib.SMTPConnectError():
            return Failure(_said(error.smtp_code, error.smtp_error), of_server=True)
        case smtplib.SMTPResponseException():  # about the sender, or about the message itself
            code = error.smtp_code
            return Failure(_said(code, error.smtp_error), final=code >= _PERMANENT, of_server=code < 0)
        case OSError():  # the connection, its encryption included
            return Failure(f"{type(error).__name__}: {error}"[:300], of_server=True)
        case ValueError():  # an address that is none
            return Failure(str(error)[:300], final=True)
        case _:
            return Failure(f"{type(error).__name__}: {error}"[:300])


def _said(code: int, answer: bytes | str) -> str:
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return " ".join(f"{code} {words}".split())[:300]


def wait(attempts: int, *, urgent: bool, chance: random.Random) -> timedelta:
    """Return how long to wait after so many ``attempts``: twice as long each time, up to an hour, never all at once."""
    first = _FIRST_URGENT if urgent else _FIRST
    return min(first * (1 << min(attempts - 1, _DOUBLINGS)), LONGEST) * chance.uniform(0.5, 1)
