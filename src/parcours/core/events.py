"""The catalogue of events: what other systems can be told of, declared once by the app whose doing it is.

    PERSON_ADDED = declare(
        Event("person.added", _("Person added"), lambda what, _content: {"person": what.pk}),
    )

An event is an entry of the audit log with one of its verbs. It says numbers of rows and codes, never what anybody is
called or wrote: whoever is told asks for the rest, as far as they may. Each app declares its own in its module
``events``, which is loaded when the site starts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

type Ids = Mapping[str, int | str | None]


@dataclass(frozen=True, slots=True)
class Event:
    """One kind of event: its ``code`` for programs, its ``name`` for people.

    ``ids`` makes what it says from the row of the entry and the entry's content. ``verbs`` are those of the audit log
    that are this event; without any, the one that is called like it.
    """

    code: str
    name: str | Promise
    ids: Callable[[Any, Mapping[str, Any]], Ids]
    verbs: tuple[str, ...] = ()


EVENTS: dict[str, Event] = {}
"""Every event, by its code."""

BY_VERB: dict[str, Event] = {}
"""Every event, by each of its verbs."""


def declare(*events: Event) -> tuple[Event, ...]:
    """Add ``events`` to the catalogue and return them. Raises ValueError for a code or a verb that is taken."""
    for event in events:
        verbs = event.verbs or (event.code,)
        if EVENTS.get(event.code, event).name != event.name or any(
            BY_VERB.get(verb, event).code != event.code for verb in verbs
        ):
            raise ValueError(f"{event.code}: declared twice")
        EVENTS[event.code] = event
        BY_VERB.update((verb, event) for verb in verbs)
    return events


def of_person(what: Any, _content: Mapping[str, Any]) -> Ids:  # noqa: ANN401 - any row about a person
    """Return the number of the person whom a row is about."""
    return {"person": what.person_id}
