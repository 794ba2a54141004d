"""A spreadsheet straight into a cohort: seats in the order of the sheet, then the wait list; mentors take part."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.imports import actions, applying
from parcours.accounts.imports.registry import kind_of
from parcours.accounts.models import Import, Organization
from parcours.accounts.models.imports import ImportMode, ImportRow, ImportStatus
from parcours.applications.actions.deciding import seat, withdraw
from parcours.applications.actions.mentors import invite_mentor
from parcours.applications.importing import comings
from parcours.applications.models import Application, MentorPlace
from parcours.people.kinds import Kind
from parcours.people.models import Person
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made
from tests.people.imports.made import applied, coordinator, imported, looked_at, outcomes, said

pytestmark = pytest.mark.django_db

THREE = """\
id,name,email
E1,Ana Roy,ana@example.org
E2,Luc Roy,luc@example.org
E3,Zoe Roy,zoe@example.org
"""


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


@pytest.fixture
def by(ours: Organization) -> Iterator[Actor]:
    """A coordinator, in the scope of the organization."""
    actor = coordinator(ours)
    with scope(organization=ours):
        yield actor


def statuses(cohort: Cohort) -> list[tuple[str, str]]:
    """Who has applied to the cohort, and where that stands."""
    rows = Application.objects.filter(cohort=cohort).order_by("participant__person__email")
    return [(row.participant.person.given_name, row.status) for row in rows]


def taken(cohort: Cohort) -> int:
    return Cohort.objects.get(pk=cohort.pk).taken


def test_looking_says_who_gets_a_seat_and_who_waits_and_changes_nothing(
    ours: Organization, by: Actor
) -> None:
    cohort = made.cohort(ours, seats=2)
    import_ = looked_at(by, THREE, into=cohort.pk)
    rows = ImportRow.objects.filter(source=import_).order_by("number")
    assert [row.values["_changes"]["cohort"] for row in rows] == [
        ["", "accepted"],
        ["", "accepted"],
        ["", "waitlisted"],
    ]
    assert (comings(import_), statuses(cohort)) == ({"accepted": 2, "waitlisted": 1}, [])


def test_seats_that_earlier_parts_of_the_file_were_promised_are_not_promised_again(
    ours: Organization, by: Actor
) -> None:
    cohort = made.cohort(ours, seats=501)
    rows = "".join(f"E{number},Ana Roy,a{number}@example.org\n" for number in range(503))
    import_ = looked_at(by, f"id,name,email\n{rows}", into=cohort.pk)
    assert comings(import_) == {"accepted": 501, "waitlisted": 2}


def test_applying_gives_seats_and_tells_each_by_letter(ours: Organization, by: Actor) -> None:
    cohort = made.cohort(ours, seats=2)
    imported(by, THREE, into=cohort.pk)
    assert statuses(cohort) == [("Ana", "accepted"), ("Luc", "accepted"), ("Zoe", "waitlisted")]
    assert taken(cohort) == 2
    assert sorted(to for letter in mail.outbox for to in letter.to) == [
        "ana@example.org",
        "luc@example.org",
        "zoe@example.org",
    ]


def test_the_same_file_again_has_nothing_to_do(ours: Organization, by: Actor) -> None:
    cohort = made.cohort(ours, seats=2)
    imported(by, THREE, into=cohort.pk)
    again = imported(by, THREE, into=cohort.pk)
    assert outcomes(again) == [(2, "unchanged"), (3, "unchanged"), (4, "unchanged")]
    assert (taken(cohort), Application.objects.count()) == (2, 3)


def test_people_on_file_without_another_change_still_get_their_seat(ours: Organization, by: Actor) -> None:
    cohort = made.cohort(ours, seats=3)
    imported(by, THREE)
    assert outcomes(looked_at(by, THREE, into=cohort.pk)) == [(2, "changed"), (3, "changed"), (4, "changed")]
    imported(by, THREE, into=cohort.pk)
    assert (taken(cohort), Person.objects.count()) == (3, 3)


def test_who_gets_a_seat_does_not_depend_on_who_is_new(ours: Organization, by: Actor) -> None:
    cohort = made.cohort(ours, seats=1)
    imported(by, THREE.partition("E2")[0])
    imported(by, THREE, into=cohort.pk)
    assert statuses(cohort) == [("Ana", "accepted"), ("Luc", "waitlisted"), ("Zoe", "waitlisted")]


def test_without_a_wait_list_those_without_a_seat_are_not_taken_in(ours: Organization, by: Actor) -> None:
    cohort = made.cohort(ours, seats=2, has_waitlist=False)
    import_ = imported(by, THREE, into=cohort.pk)
    assert said(import_) == ["All seats of the cohort are taken, and it keeps no wait list."]
    assert (taken(cohort), Person.objects.count()) == (2, 2)


def test_a_closed_application_stays_closed(ours: Organization, by: Actor) -> None:
    cohort = made.cohort(ours, seats=3)
    imported(by, THREE, into=cohort.pk)
    withdraw(application=Application.objects.get(participant__person__given_name="Luc"), by=by)
    again = imported(by, THREE.replace("Luc", "Lucas"), into=cohort.pk)
    assert said(again) == ["The person’s application to this cohort is closed."]
    assert (taken(cohort), Person.objects.filter(given_name="Lucas").exists()) == (2, False)


def test_a_seat_that_somebody_else_got_meanwhile_is_said_and_nobody_is_half_taken_in(
    ours: Organization, by: Actor
) -> None:
    cohort = made.cohort(ours, seats=3)
    import_ = looked_at(by, THREE, into=cohort.pk)
    seat(cohort=cohort, participant=made.participant(ours), by=by)
    applied(by, import_)
    assert outcomes(import_) == [(2, "applied"), (3, "applied"), (4, "problem")]
    assert said(import_) == ["The seats were given to others since the file was read."]
    assert not Person.objects.filter(given_name="Zoe").exists()


def test_all_or_nothing_seats_nobody_where_one_seat_is_gone(ours: Organization, by: Actor) -> None:
    cohort = made.cohort(ours, seats=3)
    import_ = looked_at(by, THREE, into=cohort.pk)
    seat(cohort=cohort, participant=made.participant(ours), by=by)
    assert applied(by, import_, ImportMode.ALL_OR_NOTHING).status == ImportStatus.FAILED
    assert (taken(cohort), Person.objects.filter(family_name="Roy", email__startswith="zoe").count()) == (
        1,
        0,
    )


def test_an_import_that_was_killed_goes_on_without_a_second_seat(ours: Organization, by: Actor) -> None:
    cohort = made.cohort(ours, seats=80)
    rows = "".join(f"E{number},Ana Roy,a{number}@example.org\n" for number in range(70))
    import_ = looked_at(by, f"id,name,email\n{rows}", into=cohort.pk)
    actions.begin(by=by, import_=import_, mode=ImportMode.GOOD_ROWS)

    def killed(_rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        applying.apply(import_, kind_of(import_), by, killed)
    assert taken(cohort) == 50
    applying.apply(Import.objects.get(pk=import_.pk), kind_of(import_), by)
    assert (taken(cohort), Application.objects.filter(status="accepted").count()) == (70, 70)


def test_mentors_take_part_with_the_room_they_have(ours: Organization, by: Actor) -> None:
    cohort = made.cohort(ours)
    sheet = "id,name,email,capacity,status\nM1,Ana Roy,ana@example.org,3,available\nM2,Luc Roy,luc@example.org,,\n"
    imported(by, sheet, "mentors", into=cohort.pk)
    rows = MentorPlace.objects.order_by("mentor__person__email")
    assert [(row.status, row.places) for row in rows] == [("agreed", 3), ("agreed", 1)]
    again = imported(by, sheet, "mentors", into=cohort.pk)
    assert outcomes(again) == [(2, "unchanged"), (3, "unchanged")]


def test_a_mentor_without_room_is_no_part_of_the_cohort(ours: Organization, by: Actor) -> None:
    cohort = made.cohort(ours)
    sheet = "id,name,email,capacity\nM1,Ana Roy,ana@example.org,0\n"
    assert said(imported(by, sheet, "mentors", into=cohort.pk)) == [
        "The mentor has no room: the capacity is 0."
    ]


def test_a_mentor_who_was_asked_takes_part_and_one_who_declined_does_not(
    ours: Organization, by: Actor
) -> None:
    cohort = made.cohort(ours)
    people = [factories.person(ours, Kind.MENTOR, email=f"{name}@example.org") for name in ("ana", "luc")]
    for person in people:
        invite_mentor(cohort=cohort, mentor=person.mentor, by=by)
    MentorPlace.objects.filter(mentor__person=people[1]).update(status="declined")
    sheet = "name,email\nAna Roy,ana@example.org\nLuc Roy,luc@example.org\n"
    import_ = imported(by, sheet, "mentors", into=cohort.pk)
    assert said(import_) == ["The mentor said no to this cohort, or was taken out of it."]
    assert list(MentorPlace.objects.order_by("mentor__person__email").values_list("status", flat=True)) == [
        "agreed",
        "declined",
    ]
