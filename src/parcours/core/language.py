"""English and French: messages, numbers, dates and lists, each written as its readers write them.

English is the source. A French message comes from the compiled catalogue in ``parcours/locale``; one that is
missing there is shown in English (a test keeps the catalogue complete). French is Canadian French: a no-break
space between thousands, a decimal comma, lower-case months and ``1er``.

    say = speak("fr")
    say("Row {row}: the occupation is missing.", row=3)
    say.plural("{n} mentor", "{n} mentors", 1200)         # "1 200 mentors"
    say.number(1234.5, 1), say.date(date(2026, 11, 22))   # "1 234,5", "22 nov. 2026"
    say.join(["a", "b", "c"])                             # "a, b et c"
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def N_(message: str) -> str:
    """Mark ``message`` for the catalogue and return it unchanged, to be said later."""
    return message


@dataclass(frozen=True, slots=True)
class Language:
    """One language, called to say a message in it; made by `speak`.

    Shown text is looked up first and filled in afterwards, so a name or a number never changes the look-up.
    """

    code: str
    catalogue: NullTranslations
    months: tuple[str, ...]
    first_day: str
    thousands: str
    decimal_mark: str
    conjunction: str

    def __call__(self, message: str, /, **values: object) -> str:
        """Return ``message`` in this language, its ``{name}`` placeholders filled from ``values``.

        Raises KeyError when a placeholder has no value.
        """
        # Gettext keeps the catalogue's own header under the empty message.
        return self.catalogue.gettext(message).format(**values) if message else ""

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the form for ``n`` things; ``{n}`` is ``n`` as `number` writes it.

        One is singular in both languages; zero is plural in English and singular in French.
        """
        return self.catalogue.ngettext(one, many, n).format(n=self.number(n), **values)

    def number(self, value: float, digits: int = 0) -> str:
        """Return ``value`` rounded to ``digits`` decimals: ``1,234.5`` in English, ``1 234,5`` in French."""
        marks = str.maketrans(",.", self.thousands + self.decimal_mark)
        return f"{value:z,.{digits}f}".translate(marks)

    def date(self, day: dt.date) -> str:
        """Return ``day`` with a short month: ``22 Nov 2026``, ``22 nov. 2026``, ``1er mai 2026``."""
        number = self.first_day if day.day == 1 else day.day
        return f"{number} {self.months[day.month - 1]} {day.year}"

    def join(self, parts: Sequence[str]) -> str:
        """Return ``parts`` as one phrase: ``a``, ``a and b``, ``a, b and c``; empty for none."""
        return self.conjunction.join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


@lru_cache
def speak(code: str) -> Language:
    """Return the language of ``code``, ``"en"`` or ``"fr"``.

    Raises ValueError for any other code.
    """
    match code:
        case "en":
            return Language(
                code="en",
                catalogue=NullTranslations(),
                months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
                first_day="1",
                thousands=",",
                decimal_mark=".",
                conjunction=" and ",
            )
        case "fr":
            months = "janv.,févr.,mars,avril,mai,juin,juill.,août,sept.,oct.,nov.,déc."
            return Language(
                code="fr",
                catalogue=_french(),
                months=tuple(months.split(",")),
                first_day="1er",
                thousands=NO_BREAK_SPACE,
                decimal_mark=",",
                conjunction=" et ",
            )
        case _:
            problem = f"no such language: {code!r} (en or fr)"
            raise ValueError(problem)


def _french() -> GNUTranslations:
    """Read the compiled catalogue from the package, wherever it is installed."""
    compiled = files("parcours").joinpath("locale/fr/LC_MESSAGES/parcours.mo")
    with compiled.open("rb") as file:
        return GNUTranslations(file)
