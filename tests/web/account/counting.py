"""A password's hash as on a real site, counted."""

from typing import ClassVar

from django.contrib.auth.hashers import Argon2PasswordHasher


class CountedHasher(Argon2PasswordHasher):
    """Counts in ``hashes`` how often a hash was worked out, to keep it or to compare with it."""

    hashes: ClassVar[int] = 0

    def encode(self, password: str, salt: str) -> str:
        CountedHasher.hashes += 1
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        CountedHasher.hashes += 1
        return super().verify(password, encoded)
