"""Passwords that others would try first. The list comes with Django: 20,000 that have been stolen before."""

import re
from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from parcours.accounts.models import User

_ROWS = ("0123456789" * 4, "abcdefghijklmnopqrstuvwxyz" * 2, "qwertyuiopasdfghjklzxcvbnm" * 2)
_FEW = 5  # different characters


class GuessedFirst(CommonPasswordValidator):
    """Refuses a stolen password, also with digits around it or said twice, and rows of the keyboard."""

    def validate(self, password: str, user: "User | None" = None) -> None:  # noqa: ARG002 - how validators are called
        """Raise ValidationError for a password that is easy to guess."""
        plain = password.lower().strip()
        word = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
        guessed = {plain, word, _repeated(plain), _repeated(word)} & self.passwords
        in_a_row = any(plain in row or plain[::-1] in row for row in _ROWS)
        if guessed or in_a_row or len(set(plain)) < _FEW:
            raise ValidationError(
                _("This password is among the first that others would try. Choose another one."),
                code="guessed_first",
            )


def _repeated(text: str) -> str:
    """Return the shortest part that ``text`` repeats, or ``text``."""
    at = (text + text).find(text, 1)
    return text[:at] if text else text
