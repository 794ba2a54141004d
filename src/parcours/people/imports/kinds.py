"""The kinds of import about people: their columns, and what is done with a row."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from parcours.accounts.imports import registry
from parcours.accounts.imports.kinds import Kind as ImportKind
from parcours.accounts.roles import Permission
from parcours.people.imports.applying import apply
from parcours.people.imports.planning import look
from parcours.people.imports.understanding import understand
from parcours.people.kinds import Kind
from parcours.tables.cohort.fields import MENTORS_KEPT, PARTICIPANTS_KEPT

_STEP = 500
"""So many rows at most are one transaction; how many, `accounts.imports.pace` says."""
_REQUIRED = (("name", "first_name", "last_name"), ("id", "email"))

PARTICIPANTS = ImportKind(
    key="participants",
    name=_("Participants"),
    needs=Permission.MANAGE_PEOPLE,
    names=PARTICIPANTS_KEPT,
    required=_REQUIRED,
    understand=partial(understand, Kind.PARTICIPANT),
    look=partial(look, Kind.PARTICIPANT),
    apply=partial(apply, Kind.PARTICIPANT),
    step=_STEP,
    page="people-import",
)
MENTORS = ImportKind(
    key="mentors",
    name=_("Mentors"),
    needs=Permission.MANAGE_PEOPLE,
    names=MENTORS_KEPT,
    required=_REQUIRED,
    understand=partial(understand, Kind.MENTOR),
    look=partial(look, Kind.MENTOR),
    apply=partial(apply, Kind.MENTOR),
    step=_STEP,
    page="people-import",
)
KINDS = (PARTICIPANTS, MENTORS)


def register_all() -> None:
    """Say what can be imported."""
    registry.register(*KINDS)
