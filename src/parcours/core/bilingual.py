"""Text that an organization writes in English and in French, each falling back to the other."""

from typing import Any

from django.utils.translation import get_language


class Bilingual:
    """Reads ``<name>_en`` or ``<name>_fr`` of its row: the reader's language, or the other where that is empty.

    class Organization(Model):
        name_en, name_fr = CharField(...), CharField(...)
        name = Bilingual()
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, row: Any, owner: type | None = None) -> str:  # noqa: ANN401 - any model may hold one
        if row is None:
            return self._name
        return in_language(
            getattr(row, f"{self._name}_en"), getattr(row, f"{self._name}_fr"), get_language() or "en"
        )


def in_language(english: str, french: str, language: str) -> str:
    """Return the text for readers of ``language`` (``en``, ``fr`` or ``fr-ca``)."""
    return (french or english) if language.startswith("fr") else (english or french)


def language_shown(english: str, french: str, language: str) -> str:
    """Return ``en`` or ``fr``: the language of what `in_language` returns, for the ``lang`` of a passage."""
    wants_french = language.startswith("fr")
    return "fr" if (wants_french and french) or (not wants_french and not english and french) else "en"
