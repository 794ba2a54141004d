"""Sealed text: opens where it belongs, and nowhere else."""

import pytest

from parcours.core.keyring import Unreadable
from parcours.core.sealed import SealedSession, open_text, seal_text


def test_what_is_sealed_opens_in_its_place() -> None:
    assert open_text(seal_text("un secret à garder", "here"), "here") == "un secret à garder"


def test_it_opens_nowhere_else() -> None:
    with pytest.raises(Unreadable):
        open_text(seal_text("a secret", "here"), "there")


@pytest.mark.parametrize("stored", ["", "é", "YWJj", "not base 64"])
def test_what_was_not_sealed_here_does_not_open(stored: str) -> None:
    with pytest.raises(Unreadable):
        open_text(stored, "here")


def test_the_same_text_is_sealed_differently_every_time() -> None:
    assert seal_text("a", "here") != seal_text("a", "here")


def test_a_session_comes_back() -> None:
    assert SealedSession().loads(SealedSession().dumps({"a": [1, "é"]})) == {"a": [1, "é"]}
