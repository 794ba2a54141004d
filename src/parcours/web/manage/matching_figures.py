"""The figures of a matching: what each rule costs, which occupations lack mentors, shares of agencies, limits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from parcours.accounts.models import Organization
from parcours.core.language import speak
from parcours.matching.adapter import AGENCY, Quota
from parcours.matching.models import Run
from parcours.matching.settings_kept import read
from parcours.matching.words_labels import LIMITS, RULES
from parcours.reference.noc import load_taxonomy
from parcours.tables.text import fold


def language() -> str:
    """Return ``en`` or ``fr``, as the page is read."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"


def costs(last: Run | None) -> list[tuple[str, int]]:
    """Return the rules and kinds of limits that hold, with how many more people would have a place without each."""
    say, names = speak(language()), {**RULES, **LIMITS}
    return [(say(names[name]), number) for name, number in last.rule_costs.items()] if last else []


def supply(last: Run | None) -> list[dict[str, Any]]:
    """Return the occupation groups in which mentees are more than places, the greatest lack first."""
    lacking = [
        one for one in (last.supply if last else []) if one["group"] and one["participants"] > one["capacity"]
    ]
    classes = load_taxonomy()
    return [
        {**one, "title": classes.title(one["group"], language()) if classes.exists(one["group"]) else ""}
        for one in sorted(lacking, key=lambda one: one["capacity"] - one["participants"])
    ]


def agencies(last: Run | None) -> list[tuple[str, int, int]]:
    """Return each agency with people in the run: its name, how many people, and how many of them have a place."""
    shares = {int(number): counts for number, counts in (last.agencies if last else {}).items() if number}
    names = _names(shares)
    return sorted((names[number], *shares[number]) for number in names)


@dataclass(frozen=True, slots=True)
class Limited:
    """An agency or employer with its limits, and how many pairs the run gave it."""

    name: str
    least: int
    most: int | None
    pairs: int

    @property
    def is_kept(self) -> bool:
        """Whether both limits hold; one way of matching passes over them."""
        return self.least <= self.pairs <= (self.pairs if self.most is None else self.most)


def limits(last: Run | None) -> list[Limited]:
    """Return the limits of the run, agencies first, by name."""
    if last is None:
        return []
    quotas = read(last.rules).quotas
    names = _names(int(one.name) for one in quotas if one.kind == AGENCY)
    found = [
        (one.kind, names.get(int(one.name), "") if one.kind == AGENCY else one.name, one, pairs)
        for one, pairs in zip(quotas, last.certificate.get("limits", ()), strict=False)  # none in older runs
    ]
    return [
        Limited(name, one.least, one.most, pairs) for _kind, name, one, pairs in sorted(found, key=_by_name)
    ]


def _by_name(found: tuple[str, str, Quota, int]) -> tuple[str, str]:
    return found[0], fold(found[1])


def _names(numbers: Iterable[int]) -> dict[int, str]:
    wanted = set(numbers)
    return {one.pk: str(one) for one in Organization.objects.filter(pk__in=wanted)} if wanted else {}
