"""What lists sort names by, and what makes two addresses the same one."""

from unicodedata import combining, normalize


def sort_key(text: str, most: int = 300) -> str:
    """Return ``text`` without capitals and accents, so that Élodie stands with E; ``most`` characters of it."""
    parts = normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not combining(part))[:most]


def email_key(address: str) -> str:
    """Return what is the same for the same address: no blanks around it, one form of each letter, no capitals.

    Dots and accents make a difference: they may make another person.
    """
    return normalize("NFC", normalize("NFC", address.strip()).casefold())
