"""The sections of a profile: which fields each has, and who has which. The pages are made from this table."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.people.kinds import Kind, standings
from parcours.people.models import Education, Experience, LanguageSkill, OccupationHeld, Person
from parcours.people.models.standing import Standing

type Words = str | Promise
type PartModel = type[OccupationHeld | Experience | Education | LanguageSkill]

PERSON = "person"


@dataclass(frozen=True, slots=True)
class Section:
    """One section. It has ``fields``, by the row they are of (the person, or what they are), or parts: a table."""

    key: str
    title: Words
    lead: Words
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    parts: PartModel | None = None

    def rows(self, person: Person) -> list[tuple[Person | Standing, tuple[str, ...]]]:
        """Return the person's rows that the section is about, each with its fields."""
        found = {kind.value: row for kind, row in standings(person).items()}
        return [
            (person if of == PERSON else found[of], names)
            for of, names in self.fields
            if of == PERSON or of in found
        ]


SECTIONS = (
    Section(
        "about",
        _("Name and contact"),
        _("How to call you, and how to reach you."),
        (
            (
                PERSON,
                (
                    "given_name",
                    "family_name",
                    "preferred_name",
                    "pronunciation",
                    "pronouns",
                    "email",
                    "phone",
                    "language",
                ),
            ),
        ),
    ),
    Section(
        "place",
        _("Place"),
        _("Where you are now. You can begin before you arrive in Canada."),
        ((PERSON, ("whereabouts", "city", "province", "country", "expected_arrival")),),
    ),
    Section(
        "occupations",
        _("Occupations"),
        _("In your own words and in any language: what you did, what you do and what you aim at."),
        parts=OccupationHeld,
    ),
    Section(
        "experience",
        _("Experience"),
        _("The posts that say most about what you can do, in any country."),
        parts=Experience,
    ),
    Section("education", _("Education"), _("Diplomas and degrees from any country."), parts=Education),
    Section(
        "licence",
        _("Licence"),
        _("Some professions need a licence in Canada: how far have you come?"),
        ((Kind.PARTICIPANT.value, ("licence_stage", "regulator")),),
    ),
    Section(
        "languages",
        _("Languages"),
        _("Levels are those of the Canadian scales: CLB for English and NCLC for French."),
        parts=LanguageSkill,
    ),
    Section(
        "work",
        _("Work now"),
        _("Where you work at present, if you do."),
        (
            (Kind.PARTICIPANT.value, ("employment",)),
            (PERSON, ("employer", "department", "job_title", "years_experience")),
        ),
    ),
    Section(
        "meeting",
        _("Meeting"),
        _("How and when you can meet somebody."),
        ((PERSON, ("meeting", "meeting_place", "availability")),),
    ),
    Section(
        "goals",
        _("Goals"),
        _("What you would like help with."),
        ((Kind.PARTICIPANT.value, ("goals", "goals_in_words", "wishes_in_words", "similar_background")),),
    ),
    Section(
        "offers",
        _("Mentoring offered"),
        _("What you can help with, and how many people at a time."),
        ((Kind.MENTOR.value, ("offers", "offers_in_words", "wishes_in_words", "types", "capacity")),),
    ),
    Section(
        "hosting",
        _("Hosting"),
        _("What you are at your organization, and how many interns you have room for."),
        ((Kind.SUPERVISOR.value, ("roles", "capacity")),),
    ),
)

BY_KEY: Mapping[str, Section] = MappingProxyType({section.key: section for section in SECTIONS})

_OF: Mapping[Kind, frozenset[str]] = MappingProxyType(
    {
        Kind.PARTICIPANT: frozenset(BY_KEY.keys() - {"offers", "hosting"}),
        Kind.MENTOR: frozenset({"about", "occupations", "languages", "work", "meeting", "offers"}),
        Kind.SUPERVISOR: frozenset({"about", "work", "meeting", "hosting"}),
    }
)


def sections_of(person: Person) -> list[Section]:
    """Return the sections of a person's profile, in order: each that anything they are asks for."""
    asked = frozenset[str]().union(*(_OF[kind] for kind in standings(person)))
    return [section for section in SECTIONS if section.key in asked]
