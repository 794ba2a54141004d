"""What other systems can be told of about people, as events of the catalogue. Sensitive facts are never among it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from parcours.core.events import Event, Ids, declare, of_person
from parcours.people.models import Person
from parcours.people.models.standing import Standing


def _person(what: Any, content: Mapping[str, Any]) -> Ids:  # noqa: ANN401 - a person, or any row about one
    return {"person": what.pk} if isinstance(what, Person) else of_person(what, content)


def _status(what: Standing, _content: Mapping[str, Any]) -> Ids:
    return {"person": what.person_id, "status": what.status}


PEOPLE = declare(
    Event("person.added", _("Person added"), _person),
    Event(
        "person.changed",
        _("Profile changed"),
        _person,
        ("profile.changed", "profile.part_added", "profile.part_removed"),
    ),
    Event("profile.finished", _("Profile filled in"), _person),
    Event("person.standing_given", _("Person given another part"), _person),
    Event("participant.status_changed", _("Status of a participant changed"), _status),
    Event("mentor.status_changed", _("Status of a mentor changed"), _status),
    Event("supervisor.status_changed", _("Status of a supervisor changed"), _status),
)
