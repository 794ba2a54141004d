"""What a person can be to an organization, and what belongs to each: its table, and its ways from status to status."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from parcours.core.transitions import Transition
from parcours.people import states
from parcours.people.models import Mentor, Participant, Person, Supervisor
from parcours.people.models.standing import Standing


class Kind(TextChoices):
    """What somebody is here; a person may be several."""

    PARTICIPANT = "participant", _("Participant")
    MENTOR = "mentor", _("Mentor")
    SUPERVISOR = "supervisor", _("Supervisor")


@dataclass(frozen=True, slots=True)
class Facts:
    """What belongs to a kind."""

    model: type[Standing]
    ways: tuple[Transition, ...]


FACTS: Mapping[Kind, Facts] = MappingProxyType(
    {
        Kind.PARTICIPANT: Facts(Participant, states.PARTICIPANT),
        Kind.MENTOR: Facts(Mentor, states.MENTOR),
        Kind.SUPERVISOR: Facts(Supervisor, states.SUPERVISOR),
    }
)


def kind_of(row: Standing) -> Kind:
    """Return which kind a row is of."""
    return next(kind for kind, facts in FACTS.items() if isinstance(row, facts.model))


def standings(person: Person) -> dict[Kind, Standing]:
    """Return what the person is, by kind."""
    found = {kind: getattr(person, kind.value, None) for kind in Kind}
    return {kind: row for kind, row in found.items() if row is not None}
