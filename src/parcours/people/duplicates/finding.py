"""Finding people who may be one: in work that does not grow with how many people there are (docs/adr/0073)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from parcours.core import keyring
from parcours.core.plain import plain
from parcours.people.actions.sensitive import column
from parcours.people.duplicates.keys import hashed, mail_key, name_keys, phone_key
from parcours.people.duplicates.likeness import Known, Likeness, compare
from parcours.people.duplicates.models import Block, Mark, Pair, PairState
from parcours.people.models import OccupationHeld, Person, SensitiveFacts

COMPARED = 100
"""With so many people somebody is compared at most: those who share the most keys with them."""

WORTH_A_LOOK = 45
"""From this score on whoever adds somebody is asked; a pair of the queue needs `likeness.LIKELY`."""


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody on file who may be the person in question, and why."""

    person: Person
    likeness: Likeness


def likely_same(
    *,
    given_name: str,
    family_name: str = "",
    preferred_name: str = "",
    email: str = "",
    phone: str = "",
    country: str = "",
    city: str = "",
    birth_date: str = "",
    professions: Iterable[str] = (),
) -> list[Likely]:
    """Return who of the organization in scope may be the person with these facts, the likeliest first.

    ``birth_date`` is like 1990-05-31, ``country`` a code of two letters, ``professions`` are unit groups or words.
    """
    asked = Person(
        given_name=given_name,
        family_name=family_name,
        preferred_name=preferred_name,
        email=email,
        phone=phone,
    )
    asked.country, asked.city = country, city
    facts = _hashes(asked, birth_date)
    known = _known(asked, facts, {plain(one) for one in professions if one})
    found = _compared(known, _candidates(_keys(asked, facts), but=None))
    return sorted(
        (one for one in found if one.likeness.score >= WORTH_A_LOOK),
        key=lambda one: (-one.likeness.score, one.person.pk),
    )


def look_where_changed(person: Person) -> None:
    """Look at the person, unless all that people are compared by is as it was seen."""
    known = _facts_of(person)
    if not Mark.objects.filter(person=person, key=keyring.fingerprint(), seen=_seen(known)).exists():
        look_at(person, known)


def look_at(person: Person, known: Known | None = None) -> None:
    """Work out the person's keys anew, and the pairs that they are in. What was decided about a pair stays."""
    known = known or _facts_of(person)
    facts = {"phone": known.phone, "birth": known.birth, "mail": known.mail}
    keys = _keys(person, facts)
    mark = {
        "organization": person.organization,
        **facts,
        "key": keyring.fingerprint(),
        "seen": _seen(known),
    }
    Mark.objects.update_or_create(person=person, defaults=mark)
    kept = set(Block.objects.filter(person=person).values_list("key", flat=True))
    Block.objects.filter(person=person, key__in=kept - keys).delete()
    Block.objects.bulk_create(
        (Block(organization=person.organization, person=person, key=key) for key in sorted(keys - kept)),
        ignore_conflicts=True,
    )
    _keep_pairs(person, _compared(known, _candidates(keys, but=person.pk)))


def _facts_of(person: Person) -> Known:
    facts = _hashes(person, birth_date_of(person))
    return _known(person, facts, _professions([person.pk]).get(person.pk, set()))


def _seen(known: Known) -> str:
    all_of_it = [known.names, known.city, sorted(known.professions), known.phone, known.birth, known.mail]
    return hashed("seen", json.dumps(all_of_it), "organization")


def _keep_pairs(person: Person, found: list[Likely]) -> None:
    likely = {one.person.pk: one.likeness for one in found if one.likeness.likely}
    there = {
        pair.second_id if pair.first_id == person.pk else pair.first_id: pair
        for pair in Pair.objects.filter(Q(first=person) | Q(second=person))
    }
    gone = [pair.pk for pk, pair in there.items() if pk not in likely and pair.state == PairState.OPEN]
    Pair.objects.filter(pk__in=gone).delete()
    changed = []
    for pk, likeness in likely.items():
        first, second = sorted((person.pk, pk))
        pair = there.get(pk) or Pair(organization=person.organization, first_id=first, second_id=second)
        if (pair.score, pair.reasons) != (likeness.score, list(likeness.reasons)):
            pair.score, pair.reasons = likeness.score, list(likeness.reasons)
            changed.append(pair)
    Pair.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["score", "reasons"],
    )


def birth_date_of(person: Person) -> str:
    """Return the date of birth, such as 1990-05-31, or nothing; for hashes, and to be shown to nobody."""
    row = SensitiveFacts.objects.filter(person=person).first()
    return column("birth_date").read(row) if row else ""


def _hashes(person: Person, birth_date: str) -> dict[str, str]:
    whose = "organization"
    return {
        "phone": hashed("phone", phone_key(person.phone, person.country), whose),
        "birth": hashed("birth", birth_date, whose),
        "mail": hashed("mail", mail_key(person.email), whose),
    }


def _names(person: Person) -> tuple[str, ...]:
    preferred = f"{person.preferred_name} {person.family_name}".strip() if person.preferred_name else ""
    return tuple(dict.fromkeys(name for name in (person.full_name, preferred) if name))


def _keys(person: Person, facts: Mapping[str, str]) -> set[str]:
    names = {hashed("name", key, "organization") for name in _names(person) for key in name_keys(name)}
    return {*names, *filter(None, facts.values())}


def _known(person: Person, facts: Mapping[str, str], professions: set[str]) -> Known:
    return Known(names=_names(person), city=person.city, professions=frozenset(professions), **facts)


def _candidates(keys: set[str], but: int | None) -> list[int]:
    """Return who shares the most of ``keys``."""
    sharing = Block.objects.filter(key__in=keys).exclude(person=but)
    ranked = sharing.values("person").annotate(shared=Count("pk")).order_by("-shared", "person")
    return list(ranked.values_list("person", flat=True)[:COMPARED])


def _compared(known: Known, numbers: list[int]) -> list[Likely]:
    people = Person.objects.filter(pk__in=numbers).order_by("pk")
    marks = {mark.pk: mark for mark in Mark.objects.filter(pk__in=numbers)}
    professions = _professions(numbers)
    found = []
    for person in people:
        mark = marks[person.pk]
        facts = {"phone": mark.phone, "birth": mark.birth, "mail": mark.mail}
        other = _known(person, facts, professions.get(person.pk, set()))
        found.append(Likely(person, compare(known, other)))
    return found


def _professions(numbers: list[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    held = OccupationHeld.objects.filter(person__in=numbers).values_list("person", "noc", "title")
    for person, noc, title in held:
        found.setdefault(person, set()).add(noc or plain(title))
    return found
