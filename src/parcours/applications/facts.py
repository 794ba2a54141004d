"""The facts about a participant that a program’s rules can ask for: from their profile, and the sensitive ones.

Whatever is not there is missing, and says nothing against anybody (docs/adr/0080).
"""

import datetime as dt
from collections.abc import Collection, Mapping
from types import MappingProxyType

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actors import Actor
from parcours.people.actions.sensitive import look, look_at_own
from parcours.people.models import Education, LanguageSkill, OccupationHeld, Participant, Person
from parcours.people.models.language_skill import SCALES
from parcours.people.policies import is_oneself
from parcours.people.sensitive import Why
from parcours.programs.eligibility import Fact

FIELDS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "whereabouts": _("Where now"),
        "province": _("Province or territory"),
        "city": _("City"),
        "country": _("Country"),
        "employment": _("Work at present"),
        "licence_stage": _("Stage of the licence"),
        "years_experience": _("Years of experience"),
        "education": _("Education"),
        "occupation": _("Occupation aimed at (NOC)"),
        "clb": _("English, the lowest of the levels (CLB)"),
        "nclc": _("French, the lowest of the levels (NCLC)"),
        "immigration_class": _("Immigration class"),
        "age": _("Age"),
    }
)
"""What a rule can be about, and what people call it."""

_SENSITIVE = {"immigration_class": "immigration_class", "age": "birth_date"}


def facts_about(participant: Participant, wanted: Collection[str], by: Actor) -> dict[str, Fact]:
    """Return those of ``wanted`` that are on file. Sensitive ones are looked at only where asked; the look is kept.

    Raises NotAllowed where the actor may not look at a sensitive one.
    """
    found = _plain(participant)
    secret = tuple(column for name, column in _SENSITIVE.items() if name in wanted)
    if secret:
        seen = _looked_at(participant.person, secret, by)
        found["immigration_class"] = seen.get("immigration_class") or None
        found["age"] = _age(seen.get("birth_date", ""), timezone.localdate())
    return {name: found[name] for name in wanted if name in found}


def _plain(participant: Participant) -> dict[str, Fact]:
    person = participant.person
    found: dict[str, Fact] = {
        name: getattr(person, name) or None for name in ("whereabouts", "province", "city", "country")
    }
    found["employment"] = participant.employment or None
    found["licence_stage"] = participant.licence_stage or None
    found["years_experience"] = None if person.years_experience is None else float(person.years_experience)
    found["education"] = _several(Education.objects.filter(person=person).values_list("level", flat=True))
    aimed = OccupationHeld.objects.filter(person=person, kind="target")
    found["occupation"] = _several(aimed.values_list("noc", flat=True))
    for skill in LanguageSkill.objects.filter(person=person, language__in=list(SCALES)):
        found[skill.scale.lower()] = skill.lowest
    return found


def _several(codes: Collection[str]) -> list[str] | None:
    return list(codes) or None


def _looked_at(person: Person, names: tuple[str, ...], by: Actor) -> dict[str, str]:
    if is_oneself(by, person):
        return look_at_own(person=person, names=names, by=by)
    return look(person=person, why=Why.ELIGIBILITY, by=by)


def _age(born: str, today: dt.date) -> int | None:
    """Return the years of somebody born on that day; None where it is not known."""
    try:
        day = dt.date.fromisoformat(born)
    except ValueError:
        return None
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))
