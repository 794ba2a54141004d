"""What speaks for two people being one, and what against it: each piece of evidence has its weight and its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.core.plain import plain
from parcours.people.duplicates.names import Alike, alike

LIKELY = 50
"""From this score on two people are likely one; tests/people/duplicates/corpus.py is what it was set by."""

SURE = 100
"""The highest score."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact about two people: what it adds to the score, and what it is called."""

    weight: int
    label: str | Promise


EVIDENCE: Mapping[str, Evidence] = MappingProxyType(
    {
        Alike.SAME: Evidence(50, _("same name")),
        Alike.SPELT: Evidence(45, _("same name in another spelling")),
        Alike.PARTLY: Evidence(32, _("part of the name is the same")),
        Alike.SIMILAR: Evidence(30, _("similar name")),
        Alike.DIFFERENT: Evidence(-60, _("another name")),
        "phone": Evidence(35, _("same telephone")),
        "birth": Evidence(35, _("same date of birth")),
        "birth_other": Evidence(-45, _("another date of birth")),
        "mail": Evidence(40, _("nearly the same email address")),
        "city": Evidence(8, _("same city")),
        "city_other": Evidence(-6, _("another city")),
        "profession": Evidence(11, _("same profession")),
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared about somebody.

    ``phone``, ``birth`` and ``mail`` are keyed hashes (`keys.py`); ``professions`` are unit groups, or words where
    nobody confirmed one. ``names`` are all the ways in which the person is called.
    """

    names: tuple[str, ...]
    city: str = ""
    professions: frozenset[str] = frozenset()
    phone: str = ""
    birth: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two people are one: from 0 to `SURE`, and the codes of `EVIDENCE` that say why."""

    score: int
    reasons: tuple[str, ...]

    @property
    def likely(self) -> bool:
        """Whether somebody should have a look."""
        return self.score >= LIKELY


def compare(one: Known, other: Known) -> Likeness:
    """Return how likely two people are one. What is not on file on both sides says nothing."""
    found: list[str] = [_names(one, other)]
    found += ["phone"] if one.phone and one.phone == other.phone else []
    found += ["mail"] if one.mail and one.mail == other.mail else []
    if one.birth and other.birth:
        found.append("birth" if one.birth == other.birth else "birth_other")
    if one.city and other.city:
        found.append("city" if plain(one.city) == plain(other.city) else "city_other")
    found += ["profession"] if one.professions & other.professions else []
    score = sum(EVIDENCE[code].weight for code in found)
    return Likeness(max(0, min(score, SURE)), tuple(found))


def _names(one: Known, other: Known) -> str:
    order = list(Alike)
    return min((alike(left, right) for left in one.names for right in other.names), key=order.index)


def in_words(reasons: list[str] | tuple[str, ...]) -> list[str]:
    """Return the reasons as readers of the page say them; the code itself where an older version wrote one."""
    return [str(EVIDENCE[code].label) if code in EVIDENCE else code for code in reasons]
