"""What somebody takes along of what is held about them: JSON for machines, PDF for people."""

import datetime as dt
import json
from decimal import Decimal
from importlib.resources import files
from typing import Any

import typst
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parcours import __version__
from parcours.people.models import Person
from parcours.people.privacy.held import Group, Shown, held_about
from parcours.people.privacy.log import looks_at

_LANGUAGES = {"en": "en", "fr": "fr-ca"}


def as_json(person: Person) -> str:
    """Return everything held about ``person``: each value as it is stored, with label and words in EN and FR."""
    said = {}
    for code, language in _LANGUAGES.items():
        with translation.override(language):
            said[code] = held_about(person)
    whole = {
        "parcours": __version__,
        "content": "everything held about one person",
        "organization": {"en": person.organization.name_en, "fr": person.organization.name_fr},
        "made_at": timezone.now().isoformat(),
        "categories": [_category(*pair) for pair in zip(*said.values(), strict=True)],
        "looked": _looked(person),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _category(english: Group, french: Group) -> dict[str, Any]:
    return {
        "category": english.category.key,
        "label": _in_both(english.category.label),
        "purpose": _in_both(english.category.purpose),
        "rows": [_row(*pair) for pair in zip(english.rows, french.rows, strict=True)],
    }


def _row(english: Shown, french: Shown) -> dict[str, Any]:
    facts: dict[str, dict[str, Any]] = {}
    for one, other in zip(english.facts, french.facts, strict=True):
        facts[one.name] = {"label": {"en": one.label, "fr": other.label}}
        if one.withheld:
            facts[one.name]["withheld"] = {"en": one.text, "fr": other.text}
            continue
        facts[one.name] |= {"value": one.value, "text": {"en": one.text, "fr": other.text}}
        if one.name in english.versions:
            facts[one.name]["list_version"] = english.versions[one.name]
    return {"table": english.table, "fields": facts}


def _in_both(words: object) -> dict[str, str]:
    said = {}
    for code, language in _LANGUAGES.items():
        with translation.override(language):
            said[code] = str(words)
    return said


def _looked(person: Person) -> list[dict[str, Any]]:
    said = {}
    for code, language in _LANGUAGES.items():
        with translation.override(language):
            said[code] = [(look, look.what, str(look.why)) for look in looks_at(person)]
    return [
        {
            "time": english[0].time,
            "who": english[0].who,
            "what": {"en": english[1], "fr": french[1]},
            "why": {"en": english[2], "fr": french[2]},
        }
        for english, french in zip(said["en"], said["fr"], strict=True)
    ]


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can say
    match value:
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case Decimal():
            return float(value)
        case bytes() | memoryview():
            return None
        case _:
            return str(value)


def as_pdf(person: Person) -> bytes:
    """Return the same for reading, in the language that is active, as tagged PDF (PDF/UA-1)."""
    groups = held_about(person)
    now = timezone.localtime()
    said = {
        "language": (translation.get_language() or "en")[:2],
        "title": _("What %(organization)s holds about %(person)s")
        % {"organization": person.organization, "person": person},
        "made": _("Made on %(day)s.") % {"day": date_format(now, "DATETIME_FORMAT")},
        "page": _("Page"),
        "colon": _("%(label)s: %(value)s") % {"label": "", "value": ""},
        "groups": [
            {
                "title": str(group.category.label),
                "purpose": str(group.category.purpose),
                "rows": [[[fact.label, fact.text] for fact in row.given] for row in group.shown],
                "withheld": group.withheld,
            }
            for group in groups
            if group.category.key != "log"
        ],
        "looked_title": _("Who looked"),
        "nobody": _("Nobody but you has looked at your record."),
        "heads": [_("When"), _("Who"), _("What"), _("Why")],
        "looked": [
            [date_format(timezone.localtime(one.time), "DATETIME_FORMAT"), one.who, one.what, str(one.why)]
            for one in looks_at(person)
        ],
    }
    source = files("parcours.reporting").joinpath("own_data.typ").read_bytes()
    return bytes(
        typst.compile(source, format="pdf", sys_inputs={"data": json.dumps(said)}, pdf_standards="ua-1")
    )
