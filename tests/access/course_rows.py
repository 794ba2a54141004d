"""Mentorships that run, for the pages that need some: one of two others, and one of somebody’s own."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from django_scopes import scope

from parcours.applications.models import Application
from parcours.engagements.models import Concern, Measure, Mentorship, Note, PlanItem, Session, Signature
from parcours.messaging.calendar.models import Appointment, Attendee
from parcours.people.kinds import Kind
from parcours.people.models import Person
from parcours.programs.models import Agreement, Cohort, Resource
from tests import factories
from tests.access.program_rows import a_program
from tests.access.world import World

PAGES = ("", "-plan", "-notes", "-agreement", "-concern", "-meeting")
"""What comes after the name of the door of a mentorship in those of its pages."""

AGREED = dt.date(2026, 1, 5)
_SIGNED = dt.datetime(2026, 1, 6, 17, tzinfo=dt.UTC)


def a_resource(world: World) -> int:
    """A link that the program offers."""
    return world.row(
        Resource, program_id=a_program(world), title_en="Guide", address="https://guide.example.org/"
    )


def a_course(world: World) -> int:
    """A mentorship of two others, with one of each thing that can be in it."""
    return _found(world, "proposal") or _course(
        world, _somebody(world, "Noor"), _somebody(world, "Luc"), "proposal"
    )


def own_course(world: World, person: int) -> int:
    """A mentorship in which ``person`` mentors somebody."""
    with scope(organization=world.organization):
        who = Person.objects.select_related("mentor").get(pk=person)
    return _found(world, "fixed") or _course(world, _somebody(world, "Amara"), who, "fixed")


def a_concern(world: World) -> int:
    """A concern of the mentee’s about the mentorship of two others, with a step that was taken."""
    pair = a_course(world)
    with scope(organization=world.organization):
        return Concern.objects.get(mentorship=pair).pk


def running_cohort(world: World) -> int:
    """The cohort in which these mentorships run."""
    a_course(world)
    return _cohort(world)


def _cohort(world: World) -> int:
    with scope(organization=world.organization):
        there = Cohort.objects.filter(status="running").first()
    if there is not None:
        return there.pk
    return world.row(Cohort, program_id=a_program(world), name="Meeting", seats=40, status="running")


def _found(world: World, chosen_as: str) -> int:
    """The one that is there, whatever its people are called by now; 0 where there is none."""
    with scope(organization=world.organization):
        there = Mentorship.objects.filter(cohort=_cohort(world), chosen_as=chosen_as).first()
    return there.pk if there else 0


def _somebody(world: World, name: str) -> Person:
    with scope(organization=world.organization):
        made = factories.person(
            world.organization, *Kind, given_name=name, email=f"{name.lower()}@example.org"
        )
        return Person.objects.select_related("participant", "mentor").get(pk=made.pk)


def _course(world: World, mentee: Person, mentor: Person, chosen_as: str) -> int:
    cohort = _cohort(world)
    a_resource(world)
    world.row(Application, cohort_id=cohort, participant=mentee.participant, status="accepted")
    _agreement(world)
    pair = world.row(
        Mentorship,
        cohort_id=cohort,
        participant=mentee.participant,
        mentor=mentor.mentor,
        status="active",
        chosen_as=chosen_as,
        mentee_asked_at=_SIGNED,
        agreed_on=AGREED,
        started_on=AGREED,
        next_meeting_id=_meeting(world, mentor),
    )
    _filled(world, pair)
    return pair


def _agreement(world: World) -> None:
    program = a_program(world)
    with scope(organization=world.organization):
        if Agreement.objects.filter(program=program).exists():
            return
    world.row(Agreement, program_id=program, edition=1, text_en="We meet.", text_fr="On se voit.")


def _filled(world: World, pair: int) -> None:
    """Put one of each thing into a mentorship, and words into each."""
    own: dict[str, Any] = {"organization": world.organization, "mentorship_id": pair}
    with scope(organization=world.organization):
        agreement = Agreement.objects.get(program=a_program(world))
        Signature.objects.create(
            agreement=agreement, side="mentee", way="link", language="en", signed_at=_SIGNED, **own
        )
        goal = PlanItem.objects.create(term="short", written_by="mentor", **own)
        goal.write("A first interview")
        PlanItem.objects.create(goal=goal, written_by="mentee", **own).write("Rewrite the CV")
        gone = {"dropped_by": "mentee", "dropped_at": timezone.now()}
        PlanItem.objects.create(term="long", written_by="mentee", **gone, **own).write("A licence")
        for day, status in ((8, "logged"), (9, "disputed"), (10, "confirmed")):
            session = Session.objects.create(
                held_on=dt.date(2026, 1, day),
                minutes=60,
                way="online",
                status=status,
                logged_by="mentee",
                answer_by=dt.date(2026, 1, 20),
                **own,
            )
            session.write("sealed_note", "The CV")
            session.write("sealed_answer", "Half an hour")
        for is_private in (True, False):
            Note.objects.create(side="mentor", is_private=is_private, **own).write("A word")
        concern = Concern.objects.create(side="mentee", kind="fit", **own)
        concern.write("We do not get along")
        measure = Measure.objects.create(organization=world.organization, concern=concern, kind="talk")
        measure.write(note="Called", to_mentor="When can we talk?", to_mentee="When can we talk?")


def _meeting(world: World, mentor: Person) -> int:
    begins = dt.datetime(2031, 2, 15, 17, tzinfo=dt.UTC)
    appointment = world.row(
        Appointment,
        day=begins.date(),
        time=dt.time(12),
        zone="America/Toronto",
        starts_at=begins,
        changed_at=_SIGNED,
        kind="mentoring",
        title_en=f"Meeting {mentor.pk}",
    )
    who = {"user": mentor.user} if mentor.user else {"email": mentor.email}
    world.row(Attendee, appointment_id=appointment, **who)
    return appointment


def examples(known_person: Callable[[World], int]) -> Mapping[str, Callable[[World], Mapping[str, object]]]:
    """What to put into the addresses of the pages about mentorships that run."""
    return {
        "mentorship-course": lambda world: {"match": a_course(world)},
        "cohort-mentorships": lambda world: {"cohort": running_cohort(world)},
        "concern": lambda world: {"concern": a_concern(world)},
        "program-resources": lambda world: {"program": a_resource(world) and a_program(world)},
        **{
            f"own-mentorship{page}": lambda world: {"match": own_course(world, known_person(world))}
            for page in PAGES
        },
        **{f"link-mentorship{page}": lambda world: {"match": world.first(Mentorship)} for page in PAGES},
    }
