"""What a profile says, section by section, in words."""

from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.translation import gettext as _

from parcours.people.actions.fields import FIELDS
from parcours.people.actions.profile import Part
from parcours.people.models import LanguageSkill, OccupationHeld, Person
from parcours.people.models.language_skill import SKILLS
from parcours.people.models.occupation import Decision
from parcours.people.words import in_words, label, reader
from parcours.reference.noc import load_taxonomy
from parcours.web.profiles.sections import Section, sections_of

type Facts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part: what it is called, its facts, and, of an occupation, whether somebody has to choose its code."""

    pk: int
    title: str
    facts: Facts
    to_confirm: bool = False
    has_code: bool = False


@dataclass(frozen=True, slots=True)
class SectionShown:
    """One section: its facts, or its parts. ``is_empty`` where it says nothing yet."""

    section: Section
    facts: Facts = field(default_factory=list)
    parts: list[PartShown] = field(default_factory=list)

    @property
    def given(self) -> Facts:
        """The facts that were given."""
        return [fact for fact in self.facts if fact[1]]

    @property
    def lacking(self) -> list[str]:
        """What the facts that were not given are called."""
        return [name for name, value in self.facts if not value]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given."""
        return not self.parts and not self.given


def profile(person: Person) -> list[SectionShown]:
    """Return the whole profile."""
    return [shown(section, person) for section in sections_of(person)]


def shown(section: Section, person: Person) -> SectionShown:
    """Return what one section says."""
    if section.parts is not None:
        rows = section.parts.objects.filter(person=person)
        return SectionShown(section, parts=[part_shown(row) for row in rows])
    return SectionShown(
        section,
        facts=[
            (label(type(row), name), in_words(row, name))
            for row, names in section.rows(person)
            for name in names
        ],
    )


def part_shown(row: Part) -> PartShown:
    """Return what one part says; what was not given is left out."""
    if isinstance(row, OccupationHeld):
        facts = [*_given(row, "kind", "years"), (label(OccupationHeld, "noc"), code_in_words(row))]
        is_open = row.decision == Decision.OPEN
        return PartShown(row.pk, row.title, facts, to_confirm=is_open, has_code=True)
    if isinstance(row, LanguageSkill):
        levels = [
            _("%(skill)s %(level)s")
            % {"skill": label(LanguageSkill, skill).lower(), "level": getattr(row, skill)}
            for skill in SKILLS
            if getattr(row, skill) is not None
        ]
        first = [(_("First language"), _("Yes"))] if row.is_first else []
        scale = [(row.scale, ", ".join(levels))] if levels else []
        return PartShown(
            row.pk, in_words(row, "language"), [*first, *scale, *_given(row, "source", "tested_on")]
        )
    head, *rest = FIELDS[type(row)]
    return PartShown(row.pk, in_words(row, head), _given(row, *rest))


def code_in_words(row: OccupationHeld) -> str:
    """Return the code of an occupation with its official title, or how it stands with it."""
    if row.noc:
        return f"{row.noc} {load_taxonomy().title(row.noc, reader())}"
    return str(Decision(row.decision).label)


def _given(row: Model, *names: str) -> Facts:
    facts = [(label(type(row), name), in_words(row, name)) for name in names]
    return [fact for fact in facts if fact[1]]
