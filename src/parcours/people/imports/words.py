"""What words in cells mean here: topics, statuses, times of the week, the parts of a name."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from django.conf import settings
from django.utils.translation import override

from parcours.core.codes import CodeList
from parcours.people.lists import TIMES, times_of_week
from parcours.tables.text import fold

_DAYS: Mapping[str, str] = {
    fold(word): day
    for day, words in {
        "mon": "mon monday mondays lundi lundis",
        "tue": "tue tues tuesday tuesdays mardi mardis",
        "wed": "wed wednesday wednesdays mercredi mercredis",
        "thu": "thu thur thurs thursday thursdays jeudi jeudis",
        "fri": "fri friday fridays vendredi vendredis",
        "sat": "sat saturday saturdays samedi samedis",
        "sun": "sun sunday sundays dimanche dimanches",
    }.items()
    for word in words.split()
}
_FROM_TO = frozenset({"to", "through", "until", "au", "a"})


@cache
def codes_by_word(codes: CodeList) -> Mapping[str, str]:
    """Return the code of each folded label, in both languages; the codes themselves are words too."""
    found = {fold(code): code for code, _label in codes.choices}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for code, _label in codes.choices:
                found.setdefault(fold(codes.label(code)), code)
    return found


def sorted_out(tags: Iterable[str], codes: CodeList) -> tuple[list[str], str]:
    """Return which of ``tags`` are codes of a list, in its order, and the others as one text."""
    known = codes_by_word(codes)
    found = {known[fold(tag)] for tag in tags if fold(tag) in known}
    others = [tag for tag in tags if fold(tag) not in known]
    return [code for code, _label in codes.choices if code in found], "; ".join(others)


@lru_cache(2_000)
def slots(text: str, times: frozenset[str]) -> tuple[str, ...]:
    """Return the slots of the week that ``times`` are; only those of the days that ``text`` names, if it names any."""
    words = fold(text).split()
    days = frozenset() if _FROM_TO & set(words) else {_DAYS[word] for word in words if word in _DAYS}
    slots = [slot for slot, _label in TIMES.choices if times_of_week([slot]) <= times]
    named = [slot for slot in slots if slot[:3] in days]
    return tuple(named or slots)


def given_and_family(name: str) -> tuple[str, str]:
    """Return a name in two parts: as “Family, Given” says, or else the first word and the rest."""
    family, comma, given = name.partition(",")
    if comma and given.strip():
        return given.strip(), family.strip()
    given, _blank, family = name.strip().partition(" ")
    return given, family.strip()
