"""What happens is kept for whoever is told of it: with the change or not at all, in numbers and codes."""

import pytest
from django.db import transaction
from django.db.models import Model
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.audit.verbs import VERBS
from parcours.accounts.models import Import, Invitation, Membership
from parcours.core.events import BY_VERB, EVENTS, Event, declare
from parcours.messaging.calendar.models import Appointment
from parcours.messaging.webhooks.actions import stop_endpoint
from parcours.people.actions.people import add_person
from parcours.people.actions.profile import add_part, change
from parcours.people.consent.actions.acts import Heard, Said, give
from parcours.people.consent.models import ConsentAct
from parcours.people.documents.models import Document
from parcours.people.kinds import Kind
from parcours.people.models import Experience, Participant, Person, ProfileRequest
from parcours.people.privacy.models import Erasure
from tests import factories
from tests.backups.erased import MARK
from tests.messaging.webhooks.made import administrator, deliveries, endpoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    """An administrator."""
    return administrator(factories.organization("north"))


def add(by: Actor) -> int:
    """Add somebody; return their number."""
    with scope(organization=by.here):
        return add_person(
            kind=Kind.PARTICIPANT, by=by, given_name="Ana", email="ana@example.org", language="en"
        ).pk


def test_what_an_endpoint_is_told_is_what_was_chosen(by: Actor) -> None:
    endpoint(by, "https://a.example.org/", "consent.given")
    of, _secret = endpoint(by, "https://b.example.org/", "person.added")
    elsewhere = administrator(factories.organization())
    endpoint(elsewhere, "https://c.example.org/", "person.added")
    person = add(by)
    (kept,) = deliveries()
    assert (kept.endpoint, kept.person, kept.organization) == (of, person, by.here)
    assert (kept.event, kept.data) == ("person.added", {"organization": "north", "person": person})


def test_what_is_undone_is_told_to_nobody(by: Actor) -> None:
    endpoint(by)
    with transaction.atomic():
        add(by)
        transaction.set_rollback(True)
    assert deliveries() == []


def test_a_stopped_endpoint_is_kept_nothing(by: Actor) -> None:
    of, _secret = endpoint(by)
    with scope(organization=by.here):
        stop_endpoint(endpoint=of, by=by)
    add(by)
    assert deliveries() == []


def test_t39_nothing_that_somebody_wrote_is_told(by: Actor) -> None:
    endpoint(by, "https://hooks.example.org/", *EVENTS)
    with scope(organization=by.here):
        person = add_person(kind=Kind.PARTICIPANT, by=by, given_name=MARK, email=f"{MARK}@example.org")
        change(row=Participant.objects.get(person=person), by=by, goals_in_words=MARK)
        add_part(part=Experience(person=person), by=by, title=MARK, employer=MARK)
        give(person=person, said=Said("research", read=1), heard=Heard("telephone", note=MARK), by=by)
        told = deliveries()
        assert [one.event for one in told] == [
            "person.added",
            "person.standing_given",
            "person.changed",
            "person.changed",
            "consent.given",
        ]
    assert [one.event for one in told if MARK.encode() in one.body.lower()] == []


SAYS: list[tuple[Model, dict[str, int], str, dict[str, object]]] = [
    (Person(pk=7), {}, "person.added person.changed", {"person": 7}),
    (Person(pk=7), {"number": 8}, "person.merged person.merge_undone", {"person": 7, "other": 8}),
    (ProfileRequest(person_id=7), {}, "profile.finished", {"person": 7}),
    (Participant(person_id=7), {}, "person.standing_given", {"person": 7}),
    (
        Participant(person_id=7, status="enrolled"),
        {},
        "participant.status_changed mentor.status_changed supervisor.status_changed",
        {"person": 7, "status": "enrolled"},
    ),
    (
        ConsentAct(person_id=7, purpose="research"),
        {},
        "consent.given consent.refused consent.withdrawn",
        {"person": 7, "purpose": "research"},
    ),
    (Document(pk=3, person_id=7), {}, "document.added document.removed", {"person": 7, "document": 3}),
    (Erasure(record=7), {}, "person.erased", {"person": 7}),
    (Membership(user_id=5), {}, "member.role_given member.role_changed member.role_ended", {"member": 5}),
    (Invitation(accepted_by_id=5), {}, "member.role_given", {"member": 5}),
    (Import(pk=4, kind="mentors"), {}, "import.finished", {"import": 4, "kind": "mentors"}),
    (
        Appointment(pk=6),
        {},
        "appointment.made appointment.changed appointment.cancelled",
        {"appointment": 6},
    ),
]
"""What each event says: the row of its entry, the content, the codes, the numbers and codes that are told."""


@pytest.mark.parametrize(("what", "content", "codes", "ids"), SAYS, ids=[one[2].split()[0] for one in SAYS])
def test_what_each_event_says(
    what: Model, content: dict[str, int], codes: str, ids: dict[str, object]
) -> None:
    for code in codes.split():
        assert EVENTS[code].ids(what, content) == ids


def test_no_event_says_anything_else() -> None:
    assert {code for _what, _content, codes, _ids in SAYS for code in codes.split()} == set(EVENTS)


def test_every_event_is_of_verbs_that_there_are() -> None:
    assert BY_VERB.keys() - VERBS.keys() == set()
    assert {event.code for event in BY_VERB.values()} == set(EVENTS)


def test_an_event_is_declared_once() -> None:
    with pytest.raises(ValueError, match=r"^person\.added: declared twice$"):
        declare(Event("person.added", "Another", lambda _what, _content: {}))
    with pytest.raises(ValueError, match=r"^other: declared twice$"):
        declare(Event("other", "Other", lambda _what, _content: {}, ("person.added",)))
