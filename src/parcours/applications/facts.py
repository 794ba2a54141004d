"""The facts that a program’s rules can ask for (`programs.facts`): from the profile, and the sensitive ones.

Whatever is not there is missing, and says nothing against anybody (docs/adr/0080).
"""

import datetime as dt
from collections.abc import Collection, Mapping
from types import MappingProxyType

from django.utils import timezone

from parcours.accounts.actors import Actor
from parcours.applications.models import Application
from parcours.people.actions.sensitive import look, look_at_own
from parcours.people.models import Education, LanguageSkill, OccupationHeld, Participant, Person
from parcours.people.policies import is_oneself
from parcours.people.sensitive import Why
from parcours.programs.eligibility import Fact

_SENSITIVE: Mapping[str, str] = MappingProxyType(
    {"immigration_class": "immigration_class", "age": "birth_date"}
)
_LEVELS: Mapping[str, str] = MappingProxyType({"en": "english_level", "fr": "french_level"})


def facts_about(application: Application, wanted: Collection[str], by: Actor) -> dict[str, Fact]:
    """Return those of ``wanted`` that are on file. Sensitive ones are looked at only where asked; the look is kept.

    Raises NotAllowed where the actor may not look at a sensitive one.
    """
    participant = application.participant
    found = _plain(participant) | {"is_referred": application.referred_by_id is not None}
    secret = tuple(column for name, column in _SENSITIVE.items() if name in wanted)
    if secret:
        seen = _looked_at(participant.person, secret, by)
        found["immigration_class"] = seen.get("immigration_class") or None
        found["age"] = _age(seen.get("birth_date", ""), timezone.localdate())
    return {name: found[name] for name in wanted if name in found}


def _plain(participant: Participant) -> dict[str, Fact]:
    person = participant.person
    found: dict[str, Fact] = {"whereabouts": person.whereabouts or None}
    found["employment"] = participant.employment or None
    found["licence_stage"] = participant.licence_stage or None
    found["years_experience"] = None if person.years_experience is None else float(person.years_experience)
    found["education"] = _several(Education.objects.filter(person=person).values_list("level", flat=True))
    aimed = OccupationHeld.objects.filter(person=person, kind="target")
    found["occupation"] = _several(aimed.values_list("noc", flat=True))
    for skill in LanguageSkill.objects.filter(person=person, language__in=list(_LEVELS)):
        found[_LEVELS[skill.language]] = skill.lowest
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
