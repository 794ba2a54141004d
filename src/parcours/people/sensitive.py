"""The sensitive facts about people: what each is, and for which purposes who may read which.

Nothing here is shown in a list, a file or a letter, or to somebody who does not say why they look.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.roles import Role
from parcours.core.codes import NO_ANSWERS, PREFER_NOT, CodeList
from parcours.core.refusals import Refused
from parcours.people.kinds import Kind, standings
from parcours.people.lists import GENDER, IMMIGRATION_CLASS
from parcours.people.models import Person
from parcours.people.words import reader
from parcours.reference.countries import country_names

_UCI = re.compile(r"\d{8}|\d{10}")
_OLDEST = 120
_LONGEST = 500


def _uci(text: str) -> str:
    digits = re.sub(r"[\s-]", "", text)
    if not _UCI.fullmatch(digits):
        raise Refused(_("A UCI has 8 or 10 digits."))
    return digits


def _birth_date(text: str) -> str:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as problem:
        raise Refused(_("Give a date, such as 1990-05-31.")) from problem
    today = timezone.localdate()
    if not today.year - _OLDEST <= day.year or day >= today:
        raise Refused(_("This cannot be a date of birth."))
    return day.isoformat()


def _countries(text: str) -> str:
    codes = [code for code in text.split(";") if code]
    if any(code not in country_names("en") for code in codes):
        raise Refused(_("Choose countries from the list."))
    return ";".join(dict.fromkeys(codes))


def _words(text: str) -> str:
    if len(text) > _LONGEST:
        raise Refused(_("Write %(most)s characters at most.") % {"most": _LONGEST})
    return text


def _code(codes: CodeList) -> Callable[[str], str]:
    def checked(text: str) -> str:
        if text not in codes:
            raise Refused(_("Choose one of the list."))
        return text

    return checked


@dataclass(frozen=True, slots=True)
class Fact:
    """One sensitive fact: its label, why people are asked, what makes a text fit (or raises Refused), and its list."""

    label: str | Promise
    reason: str | Promise
    fitted: Callable[[str], str]
    codes: CodeList | None = None


FACTS: Mapping[str, Fact] = MappingProxyType(
    {
        "immigration_class": Fact(
            gettext_lazy("Immigration class"),
            gettext_lazy(
                "Some programs are for certain classes only. Funders ask how many of each were served."
            ),
            _code(IMMIGRATION_CLASS),
            IMMIGRATION_CLASS,
        ),
        "uci": Fact(
            gettext_lazy("Unique client identifier (UCI)"),
            gettext_lazy("The funder counts each person once, by this number. It has 8 or 10 digits."),
            _uci,
        ),
        "birth_date": Fact(
            gettext_lazy("Date of birth"),
            gettext_lazy(
                "Some programs are for a certain age. The funder needs it to count each person once."
            ),
            _birth_date,
        ),
        "gender": Fact(
            gettext_lazy("Gender"),
            gettext_lazy("Funders ask whom programs reach. They are given figures."),
            _code(GENDER),
            GENDER,
        ),
        "countries": Fact(
            gettext_lazy("Countries of birth and citizenship"),
            gettext_lazy("Funders ask where the people they pay for come from."),
            _countries,
        ),
        "background": Fact(
            gettext_lazy("Background that may matter for a match"),
            gettext_lazy("Only what you want to be looked at when a mentor of similar background is sought."),
            _words,
        ),
    }
)

_ASKED_OF = MappingProxyType({Kind.PARTICIPANT: frozenset(FACTS), Kind.MENTOR: frozenset({"background"})})


def asked_of(person: Person) -> tuple[str, ...]:
    """Return the facts that the organization asks of the person, in order: those of a client, or for a match."""
    theirs = frozenset[str]().union(*(_ASKED_OF.get(kind, ()) for kind in standings(person)))
    return tuple(name for name in FACTS if name in person.organization.facts_asked and name in theirs)


def fitted(name: str, text: str) -> str:
    """Return an answer as it is kept. Everything may be declined. Raises Refused for what does not fit."""
    return text if text == PREFER_NOT else FACTS[name].fitted(text)


def said(name: str, text: str) -> str:
    """Return a fact as readers of the active language say it; empty where it is not on file."""
    codes = FACTS[name].codes or (GENDER if text in NO_ANSWERS else None)
    if not text or codes is not None:
        return codes.label(text) if codes is not None and text else ""
    if name == "countries":
        return ", ".join(country_names(reader()).get(code, code) for code in text.split(";"))
    day = parse_date(text) if name == "birth_date" else None
    return date_format(day) if day else text


class Why(TextChoices):
    """What somebody looks for. It is kept with every look."""

    ELIGIBILITY = "eligibility", gettext_lazy("To see whether a program’s rule is met")
    MATCHING = "matching", gettext_lazy("To find a mentor of similar background, as the person asked")
    FUNDER_REPORT = "funder_report", gettext_lazy("To report to the funder")
    CORRECTION = "correction", gettext_lazy("To correct what is wrong")
    PERSON_ASKED = "person_asked", gettext_lazy("Because the person asked what is on file")
    OWN = "own", gettext_lazy("One’s own facts")


@dataclass(frozen=True, slots=True)
class Purpose:
    """Which facts a purpose needs, and which roles have it."""

    facts: tuple[str, ...]
    roles: frozenset[Role]


_BOTH = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
PURPOSES: Mapping[Why, Purpose] = MappingProxyType(
    {
        Why.ELIGIBILITY: Purpose(("immigration_class", "birth_date"), frozenset({Role.COORDINATOR})),
        Why.MATCHING: Purpose(("background",), frozenset({Role.COORDINATOR})),
        Why.FUNDER_REPORT: Purpose(("immigration_class", "uci", "birth_date", "gender", "countries"), _BOTH),
        Why.CORRECTION: Purpose(tuple(FACTS), _BOTH),
        Why.PERSON_ASKED: Purpose(tuple(FACTS), frozenset({Role.ADMINISTRATOR})),
    }
)


def purposes_of(roles: frozenset[Role]) -> list[Why]:
    """Return the purposes that any of ``roles`` has."""
    return [why for why, purpose in PURPOSES.items() if purpose.roles & roles]
