"""What is sealed opens where it was sealed, with the key it was sealed with, and nowhere else."""

import pytest
from pytest_django.fixtures import Settings

from parcours.core.keyring import Unreadable, derived, fingerprint, open_sealed, seal

OLD, NEW = {"old": b"o" * 32}, {"new": b"n" * 32}


def test_what_is_sealed_opens_in_its_place_only() -> None:
    sealed = seal(b"a secret", "table.column.1")
    assert b"secret" not in sealed
    assert open_sealed(memoryview(sealed), "table.column.1") == b"a secret"
    with pytest.raises(Unreadable):
        open_sealed(sealed, "table.column.2")


def test_an_older_key_still_opens(settings: Settings) -> None:
    settings.DATA_KEYS = OLD
    sealed = seal(b"a secret", "here")
    settings.DATA_KEYS = NEW | OLD
    assert open_sealed(sealed, "here") == b"a secret"
    assert seal(b"a secret", "here").startswith(b"new:")
    settings.DATA_KEYS = NEW
    with pytest.raises(Unreadable):
        open_sealed(sealed, "here")


@pytest.mark.parametrize("broken", [b"", b"old:", b"old:short", b"\xff:x"])
def test_what_is_broken_does_not_open(settings: Settings, broken: bytes) -> None:
    settings.DATA_KEYS = OLD
    with pytest.raises(Unreadable):
        open_sealed(broken, "here")


def test_each_purpose_has_a_key_of_its_own(settings: Settings) -> None:
    settings.DATA_KEYS = NEW | OLD
    assert derived("a") == derived("a", "new") != derived("a", "old")
    assert derived("a") != derived("b")


def test_a_key_is_known_by_its_fingerprint(settings: Settings) -> None:
    settings.DATA_KEYS = NEW | OLD
    assert fingerprint() == fingerprint("new") != fingerprint("old")
    assert len(fingerprint()) == 16
