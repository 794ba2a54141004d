"""Text as lists sort and search it."""

from unicodedata import combining, normalize


def plain(text: str) -> str:
    """Return ``text`` without capitals and accents, so that Élodie stands with E and is found as elodie."""
    return "".join(part for part in normalize("NFKD", text.casefold()) if not combining(part))
