"""What a row says about a participant or a mentor: values by field, as JSON can say them; blank cells say nothing."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models

from parcours.accounts.imports.kinds import Problem, Understood
from parcours.core.language import N_
from parcours.core.plain import email_key
from parcours.people.imports.words import codes_by_word, given_and_family, slots, sorted_out
from parcours.people.kinds import FACTS, Kind
from parcours.people.lists import MEETING, MENTOR_STATUS, PARTICIPANT_STATUS, TOPICS
from parcours.people.models import OccupationHeld, Person
from parcours.people.models.language_skill import SCALES
from parcours.people.models.standing import MOST_PLACES
from parcours.reference.languages import language_codes
from parcours.reference.provinces import province_codes
from parcours.tables.cells import as_text, shown
from parcours.tables.cohort.people import Mentee, Mentor
from parcours.tables.cohort.sheet import People, Said
from parcours.tables.cohort.values import entries, says_nothing
from parcours.tables.findings import Finding, Findings
from parcours.tables.grid import Row
from parcours.tables.headers import Table
from parcours.tables.text import fold

_STATUSES = {Kind.PARTICIPANT: PARTICIPANT_STATUS, Kind.MENTOR: MENTOR_STATUS}
_LONGEST_ID = 200


def understand(kind: Kind, table: Table, findings: Findings) -> Iterator[tuple[int, Understood]]:
    """Give each row of the table with what it says about a ``kind``."""
    reader = People(table, findings, _folded(language_codes()), _folded(province_codes()))
    people: list[Mentee] | list[Mentor] = reader.mentees() if kind is Kind.PARTICIPANT else reader.mentors()
    _leave_to_us(reader, findings)
    rows = dict(table.rows)
    for person in people:
        yield person.row, _Reading(kind, reader, person, rows[person.row]).understood()


@cache
def _codes_of_languages() -> frozenset[str]:
    return frozenset(language_codes().values())


def _folded(codes: Mapping[str, str]) -> Mapping[str, str]:
    return {**codes, **{fold(code): code for code in codes.values()}}


def _leave_to_us(reader: People, findings: Findings) -> None:
    """Drop the remarks on cells that are judged otherwise here, where they are stored and not compared."""
    headers = {reader.source.header(field) for field in ("email", "province", "languages")}
    kept: list[Finding] = [one for one in findings.warnings if one.column not in headers]
    findings.warnings[:] = kept


class _Reading:
    """Reads one row."""

    def __init__(self, kind: Kind, reader: People, person: Mentee | Mentor, row: Row) -> None:
        self.kind, self.reader, self.person = kind, reader, person
        self.said: Said = reader.said[person.row]
        self.row = row
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []

    def understood(self) -> Understood:
        """Return what the row says."""
        values = {**self._who(), **self._common(), **self._own(), **self._standing()}
        values = {name: value for name, value in values.items() if value not in ("", None, [], {})}
        self._check_lengths(values)
        source, email = str(values.get("id", "")), email_key(str(values.get("email", "")))
        if not source and not email:
            self._wrong(
                "id",
                N_(
                    "There is neither an identifier nor an email address: the next import could not tell who this is."
                ),
                N_("Write one of the two."),
            )
        return Understood(values, self.problems, f"id {source}" if source else f"@ {email}", self.remarks)

    def _who(self) -> dict[str, Any]:
        said = self.said
        given, family = said.first_name, said.last_name
        if not given:
            given, family = given_and_family(said.name) if said.name else (family, "")
        if not given:
            self._wrong("name", N_("The name is missing."), N_("Write the person’s name."))
        return {
            "id": said.id,
            "given_name": given,
            "family_name": family,
            "pronunciation": as_text(self.reader.table.cell(self.row, "pronunciation")),
            "email": self._email(),
            "phone": self._phone(),
        }

    def _phone(self) -> str:
        text = as_text(self.reader.table.cell(self.row, "phone"))
        return "" if says_nothing(text) else text

    def _email(self) -> str:
        text = self.said.email
        if says_nothing(text):
            return ""
        try:
            validate_email(text)
        except ValidationError:
            self._wrong(
                "email",
                N_("“{value}” is not an email address."),
                N_("Write an address such as name@example.org."),
                value=shown(text),
            )
        return text

    def _common(self) -> dict[str, Any]:
        person = self.person
        years = person.years_experience
        return {
            "city": person.city,
            "province": self._province(),
            "employer": person.employer,
            "department": person.department if isinstance(person, Mentor) else "",
            "years_experience": "" if years is None else f"{years:.1f}",
            "meeting": [code for code, _label in MEETING.choices if code in person.meeting],
            "availability": list(slots(self.said.availability, person.availability))
            if person.availability
            else [],
            "occupations": list(person.occupations),
            "languages": self._languages(),
        }

    def _province(self) -> str:
        code = self.person.province
        if code and code not in province_codes().values():
            self._remark(
                "province",
                N_("“{name}” is not a province or territory of Canada, and is left out."),
                N_("Write its name, or its two letters, such as ON."),
                name=shown(code),
            )
            return ""
        return code

    def _languages(self) -> dict[str, int | None]:
        """Return the level by language; what is no language, and levels where there is no scale, are left out."""
        levels = self.person.languages
        known = _codes_of_languages()
        for name in levels.keys() - known:
            self._remark(
                "languages",
                N_("“{name}” is not a language that is known here, and is left out."),
                N_(
                    "Write the language’s name in English or French, or its ISO code; separate languages with “;”."
                ),
                name=shown(name),
            )
        return {code: level if code in SCALES else None for code, level in levels.items() if code in known}

    def _own(self) -> dict[str, Any]:
        """Return what only participants, or only mentors, say."""
        if isinstance(self.person, Mentee):
            goals, words = sorted_out(self.person.goals.values(), TOPICS)
            waiting = self.person.waiting_since
            return {
                "goals": goals,
                "goals_in_words": words,
                "waiting_since": waiting.isoformat() if waiting else "",
                "occupations_before": self._occupations_before(),
                "similar_background": self.person.background_matters or None,
            }
        offers, words = sorted_out(self.person.offers.values(), TOPICS)
        if self.person.capacity > MOST_PLACES:
            self._wrong(
                "capacity",
                N_("A mentor takes {most} people at most."),
                N_("Lower the capacity."),
                most=MOST_PLACES,
            )
        return {
            "offers": offers,
            "offers_in_words": words,
            "capacity": self.person.capacity if self.said.capacity else None,
            "minimum": self.person.minimum if self.said.minimum else None,
        }

    def _occupations_before(self) -> list[str]:
        text = as_text(self.reader.table.cell(self.row, "occupation_before"))
        return [] if says_nothing(text) else list(entries(text))

    def _standing(self) -> dict[str, Any]:
        text = as_text(self.reader.table.cell(self.row, "status"))
        if says_nothing(text):
            return {}
        known = codes_by_word(_STATUSES[self.kind])
        code = known.get(fold(text))
        if code is None:
            self._wrong(
                "status",
                N_("“{value}” is not a status."),
                N_("Write one of: {statuses}."),
                value=shown(text),
                statuses=list(dict.fromkeys(known.values())),
            )
        return {"status": code}

    def _check_lengths(self, values: Mapping[str, Any]) -> None:
        longest = _longest(self.kind)
        texts = [(name, [value]) for name, value in values.items() if isinstance(value, str)]
        texts.append(("occupation", values.get("occupations", [])))
        texts.append(("occupation_before", values.get("occupations_before", [])))
        for name, given in texts:
            most = longest.get(name)
            if most and any(len(text) > most for text in given):
                self._wrong(
                    name, N_("The text is longer than {most} characters."), N_("Shorten it."), most=most
                )

    def _wrong(self, field: str, what: str, fix: str, **params: object) -> None:
        self.problems.append(Problem(self.reader.source.header(field) or "", what, fix, params))

    def _remark(self, field: str, what: str, fix: str, **params: object) -> None:
        self.remarks.append(Problem(self.reader.source.header(field) or "", what, fix, params))


@cache
def _longest(kind: Kind) -> Mapping[str, int]:
    """Return how many characters each text may have."""
    fields = [*Person._meta.concrete_fields, *FACTS[kind].model._meta.concrete_fields]  # noqa: SLF001 - documented
    found = {
        field.name: field.max_length
        for field in fields
        if isinstance(field, models.CharField | models.TextField) and field.max_length
    }
    title = OccupationHeld._meta.get_field("title").max_length or 0  # noqa: SLF001 - documented
    return found | {"occupation": title, "occupation_before": title, "id": _LONGEST_ID}
