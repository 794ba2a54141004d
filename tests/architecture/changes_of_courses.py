"""What to send to the pages about mentorships that run so that each changes something."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.engagements.actions.telling import course_address
from parcours.people.models import Person
from tests.access.addresses import known_person
from tests.access.course_rows import own_course
from tests.access.world import World
from tests.architecture.sent import Sent


def _logged() -> dict[str, object]:
    return {
        "held_on": str(timezone.localdate()),
        "minutes": "60",
        "way": "online",
        "attendance": "held",
        "log": "1",
    }


_SENT: Mapping[str, Callable[[], dict[str, object]]] = {
    "": _logged,
    "-plan": lambda: {"term": "long", "words": "A licence", "goal": "1"},
    "-notes": lambda: {"shared-words": "We speak French.", "shared": "1"},
    "-agreement": lambda: {"edition": "1"},
    "-concern": lambda: {"kind": "other", "words": "We need a quiet room."},
}


def _own(what: Callable[[], dict[str, object]]) -> Callable[[World], Sent]:
    def sent(world: World) -> Sent:
        own_course(world, known_person(world))
        return Sent(what())

    return sent


def _by_link(what: Callable[[], dict[str, object]]) -> Callable[[World], Sent]:
    def sent(world: World) -> Sent:
        person = known_person(world)
        own_course(world, person)
        with scope(organization=world.organization):
            address = course_address(Person.objects.get(pk=person), system(world.organization))
        return Sent(what(), before=urlsplit(address).path)

    return sent


OF_COURSES: Mapping[str, Callable[[World], Sent]] = {
    **{f"own-mentorship{name}": _own(what) for name, what in _SENT.items()},
    **{f"link-mentorship{name}": _by_link(what) for name, what in _SENT.items()},
    "mentorship-course": lambda _world: Sent({"link": "mentor"}),
    "concern": lambda _world: Sent({"step": "warning", "note": "They were called."}),
    "frozen-reports": lambda _world: Sent({"until": "2026-01-31"}),
    "program-resources": lambda _world: Sent(
        {"title_en": "Course", "address": "https://course.example.org/", "add": "1"}
    ),
}
