"""Text as lists sort and search it, and what makes two addresses the same one."""

from unicodedata import combining, normalize


def plain(text: str) -> str:
    """Return ``text`` without capitals and accents, so that Élodie stands with E and is found as elodie."""
    return "".join(part for part in normalize("NFKD", text.casefold()) if not combining(part))


def email_key(address: str) -> str:
    """Return what is the same for the same address: no blanks around it, one form of each letter, no capitals.

    Dots and accents make a difference: they may make another person.
    """
    return normalize("NFC", normalize("NFC", address.strip()).casefold())
