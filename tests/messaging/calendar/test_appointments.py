"""Making, changing and cancelling appointments, and what the people invited are sent."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
import vobject
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.models import AuditEntry
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.messaging.actions.wordings import reword
from parcours.messaging.calendar.actions import (
    Details,
    Person,
    cancel_appointment,
    change_appointment,
    make_appointment,
)
from parcours.messaging.calendar.clocks import recompute_across
from parcours.messaging.calendar.letters import INVITED
from parcours.messaging.calendar.links import guest_by_token_across, token_of
from parcours.messaging.calendar.models import Appointment, Attendee
from parcours.messaging.calendar.tasks import recompute
from parcours.messaging.calendar.times import Absent, Ambiguous
from parcours.messaging.contents import contents
from tests import factories
from tests.messaging.calendar.made import TORONTO, acting, coordinator, details, file_of, make, method_of
from tests.messaging.rows import rows

pytestmark = pytest.mark.django_db

ANA, GUEST = "ana@example.org", "guest@example.org"


@pytest.fixture
def by() -> Actor:
    """The coordinator of an organization of which Ana is a member."""
    north = factories.organization("north", contact_email="hello@north.example")
    factories.member(north, Role.MENTOR, email=ANA, name="Ana Roy", language="fr")
    return coordinator(north)


def change(row: Appointment, by: Actor, people: Sequence[str], to: Details, sequence: int = 0) -> Appointment:
    with scope(organization=by.here):
        return change_appointment(
            appointment=row, sequence=sequence, details=to, people=[Person(one) for one in people], by=by
        )


def cancel(row: Appointment, by: Actor, sequence: int = 0) -> Appointment:
    with scope(organization=by.here):
        return cancel_appointment(appointment=row, sequence=sequence, by=by)


def sent() -> list[tuple[str, str, str, str]]:
    """What was sent, to whom: the message, the method and the sequence of its file."""
    return [
        (row.key, row.to, str(method_of(row)), vobject.readOne(file_of(row)).vevent.sequence.value)
        for row in rows()
    ]


def test_everybody_is_invited_in_their_language_with_a_file(by: Actor) -> None:
    row = make(by, ANA, GUEST, place="20 Main Street")
    assert sent() == [
        ("appointment.invited", ANA, "REQUEST", "0"),
        ("appointment.invited", GUEST, "REQUEST", "0"),
    ]
    summaries = [vobject.readOne(file_of(one)).vevent.summary.value for one in rows()]
    assert summaries == ["Première rencontre", "First meeting"]
    assert {vobject.readOne(file_of(one)).vevent.uid.value for one in rows()} == {str(row.uid)}
    assert [vobject.readOne(file_of(one)).vevent.attendee.value for one in rows()] == [
        f"mailto:{ANA}",
        f"mailto:{GUEST}",
    ]
    said = contents(rows()[1])
    assert said is not None
    assert said.subject == "Invitation: Mentoring meeting, 12 Jun 2030"
    assert "When: Wednesday 12 Jun 2030, 2:30 p.m. – Eastern (Toronto, Montréal)" in said.text
    assert "Where: 20 Main Street" in said.text


def test_nobody_learns_the_address_of_another_guest(by: Actor) -> None:
    make(by, ANA, GUEST)
    for row, other in zip(rows(), (GUEST, ANA), strict=True):
        assert other not in file_of(row)


def test_a_member_is_led_to_their_page_and_a_guest_to_a_link(by: Actor) -> None:
    make(by, ANA, GUEST)
    with scope(organization=by.here):
        guest = Attendee.objects.get(email=GUEST)
    texts = [said.text for row in rows() if (said := contents(row))]
    assert ["/o/north/calendar/" in texts[0], f"/appointments/{token_of(guest)}/" in texts[1]] == [True, True]
    assert guest_by_token_across(token_of(guest)) == guest
    assert [guest_by_token_across(wrong) for wrong in (f"{guest.pk}:x", "x", "")] == [None] * 3


def test_a_change_has_the_same_uid_and_the_next_sequence(by: Actor) -> None:
    row = make(by, ANA, GUEST)
    changed = change(row, by, [ANA, GUEST], details(time="15:00"))
    assert sent()[2:] == [
        ("appointment.changed", ANA, "REQUEST", "1"),
        ("appointment.changed", GUEST, "REQUEST", "1"),
    ]
    event = vobject.readOne(file_of(rows()[2])).vevent
    assert (event.uid.value, event.dtstart.value) == (str(row.uid), changed.starts_at)
    assert changed.starts_at.isoformat() == "2030-06-12T19:00:00+00:00"


def test_newcomers_are_invited_and_those_left_out_are_told(by: Actor) -> None:
    row = make(by, ANA, GUEST)
    change(row, by, [ANA, "new@example.org"], details())
    assert sent()[2:] == [
        ("appointment.cancelled", GUEST, "CANCEL", "1"),
        ("appointment.invited", "new@example.org", "REQUEST", "1"),
    ]


def test_a_change_of_nothing_tells_nobody(by: Actor) -> None:
    row = make(by, ANA)
    assert change(row, by, [ANA], details()).sequence == 0
    assert len(sent()) == 1


def test_somebody_else_s_change_is_not_overwritten(by: Actor) -> None:
    row = make(by, ANA)
    change(row, by, [ANA], details(time="15:00"))
    with pytest.raises(Stale, match="Somebody else changed this appointment"):
        change(row, by, [ANA], details(time="16:00"))
    with pytest.raises(Stale):
        cancel(row, by)


def test_cancelled_it_leaves_every_calendar_once(by: Actor) -> None:
    row = make(by, ANA, GUEST)
    cancel(row, by)
    assert sent()[2:] == [
        ("appointment.cancelled", ANA, "CANCEL", "1"),
        ("appointment.cancelled", GUEST, "CANCEL", "1"),
    ]
    with pytest.raises(Refused, match="was cancelled"):
        cancel(row, by, sequence=1)
    with pytest.raises(Refused, match="was cancelled"):
        change(row, by, [ANA], details(), sequence=1)


def test_only_who_manages_appointments_may(by: Actor) -> None:
    row = make(by, ANA)
    mentor = acting(factories.member(by.here, Role.MENTOR), by.here)
    with pytest.raises(NotAllowed):
        make(mentor, ANA)
    with pytest.raises(NotAllowed):
        change(row, mentor, [ANA], details())
    with pytest.raises(NotAllowed):
        cancel(row, mentor)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (details(day=dt.date(2020, 1, 1)), "over already"),
        (details(minutes=0), "a minute at least"),
        (details(minutes=24 * 60 + 1), "a day at most"),
    ],
)
def test_what_makes_no_sense_is_refused(by: Actor, wrong: Details, words: str) -> None:
    with scope(organization=by.here), pytest.raises(Refused, match=words):
        make_appointment(details=wrong, people=[Person(ANA)], by=by)


def test_wrong_addresses_and_too_many_are_refused(by: Actor) -> None:
    with pytest.raises(Refused, match="nobody is not an email address"):
        make(by, "nobody")
    with pytest.raises(Refused, match="for 200 people at most"):
        make(by, *(f"{number}@example.org" for number in range(201)))
    assert rows() == []


def test_t56_an_hour_that_comes_twice_is_asked_for_and_one_that_does_not_come_refused(by: Actor) -> None:
    twice = details(day=dt.date(2029, 11, 4), time="01:30")
    with scope(organization=by.here), pytest.raises(Ambiguous):
        make_appointment(details=twice, people=[], by=by)
    with pytest.raises(Absent):
        make(by, ANA, day=dt.date(2029, 3, 11), time="02:30")
    later = replace(twice, when=replace(twice.when, is_later=True))
    with scope(organization=by.here):
        row = make_appointment(details=later, people=[], by=by)
        row.refresh_from_db()
    assert row.starts_at.isoformat() == "2029-11-04T06:30:00+00:00"


def test_t56_new_rules_for_clocks_move_the_instant_and_tell_people(by: Actor) -> None:
    row = make(by, ANA)
    with scope(organization=by.here):
        # As if it had been made under rules by which Toronto was an hour further west.
        Appointment.objects.update(starts_at=row.starts_at + dt.timedelta(hours=1))
    assert recompute_across() == 1
    assert sent()[1:] == [("appointment.moved", ANA, "REQUEST", "1")]
    with scope(organization=by.here):
        again = Appointment.objects.get()
        verb = AuditEntry.objects.filter(verb="appointment.moved").count()
    assert (again.starts_at, again.time, again.zone, verb) == (row.starts_at, dt.time(14, 30), TORONTO, 1)
    assert recompute_across() == 0


def test_what_was_changed_meanwhile_is_left_alone(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    row = make(by, ANA)
    row.starts_at += dt.timedelta(hours=1)
    row.sequence = 7
    monkeypatch.setattr("parcours.messaging.calendar.clocks.to_come_across", lambda: [row])
    assert recompute_across() == 0
    assert len(sent()) == 1


def test_the_worker_looks_at_the_clocks(by: Actor) -> None:
    make(by, ANA)
    assert recompute.call() == 0


def test_in_an_organization_s_own_words_the_file_is_still_there(by: Actor) -> None:
    with scope(organization=by.here):
        reword(entry=INVITED, language="en", subject="Come: {title}", text="Do come, {when}.", by=by)
    make(by, GUEST)
    said = contents(rows()[0])
    assert said is not None
    assert said.subject == "Come: First meeting"
    assert [one[2] for one in sent()] == ["REQUEST"]
