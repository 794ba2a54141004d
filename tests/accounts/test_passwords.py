"""Passwords that others would try first."""

import pytest
from django.core.exceptions import ValidationError

from parcours.accounts.passwords import GuessedFirst

GUESSED = [
    "password1234",
    "PasswordPassword",
    "!!!dragon2026!!!",
    "abcdefghijkl",
    "lkjhgfdsapoi",
    "987654321098",
    "aaabbbaaabbb",
]
NOT_GUESSED = ["four words are enough", "correct horse", "trois petits chats", "J7#kd02!mmPq"]


@pytest.mark.parametrize("password", GUESSED)
def test_what_is_easy_to_guess_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        GuessedFirst().validate(password)


@pytest.mark.parametrize("password", NOT_GUESSED)
def test_what_is_not_is_taken(password: str) -> None:
    GuessedFirst().validate(password)
