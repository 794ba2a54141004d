"""Rows of closings and follow-ups for the pages that need some."""

import datetime as dt
from collections.abc import Callable, Mapping

from django_scopes import scope, scopes_disabled

from parcours.engagements.models import Mentorship
from parcours.outcomes.models import Attempt, Closing, FollowUp
from parcours.people.consent.models import ConsentAct, ConsentText
from parcours.people.models import Participant, Person
from parcours.programs.models import Cohort, Program
from parcours.today.models import Decision
from tests.access.matching_rows import a_pair
from tests.access.program_rows import a_cohort
from tests.access.world import World

_DAY = dt.date(2031, 1, 1)


def a_closing(world: World, person: int) -> int:
    """The certificate of somebody as a mentor, with a manager to be thanked."""
    with scope(organization=world.organization):
        if found := Closing.objects.filter(person=person).first():
            return found.pk
        made = Closing.objects.create(
            organization=world.organization,
            mentorship_id=a_pair(world, person),
            cohort_id=a_cohort(world),
            person_id=person,
            side="mentor",
            name="Ana Roy",
            ended_on=_DAY,
            issued_on=_DAY,
            token_hash=f"hash of {world.organization.slug}",
            manager_name="Lee Park",
            manager_email="lee@example.org",
        )
        made.keep_token("secret")
    return made.pk


def a_follow_up(world: World, person: int) -> int:
    """What somebody is asked after the program, with an attempt in vain."""
    with scope(organization=world.organization):
        participant = Participant.objects.get(person=person)
    made = world.row(
        FollowUp,
        cohort_id=a_cohort(world),
        participant_id=participant.pk,
        point="exit",
        due_on=_DAY,
        asked_at="2026-01-01T00:00Z",
    )
    world.row(Attempt, follow_up_id=made, made_on="2026-01-02", how="telephone", ended="no_answer")
    return made


def waits(world: World, person: int) -> int:
    """A follow-up that is to be called, with what was decided about it before."""
    row = a_follow_up(world, person)
    with scope(organization=world.organization):
        FollowUp.objects.filter(pk=row).update(next_on="2026-01-02")
        if not Decision.objects.exists():
            made = Decision.objects.create(
                organization=world.organization,
                kind="follow_up",
                about=row,
                cause="2025-01-01",
                number=1,
                did="done",
                person_id=person,
            )
            made.write(note="They were called.", words="Hello")
    return row


def handed(world: World, person: int) -> int:
    """What another organization has handed to this one, as ``person`` of theirs allows."""
    with scopes_disabled():
        keeper = Person.objects.select_related("organization").get(pk=person).organization
    other = World(keeper, {})
    text = other.row(ConsentText, purpose="follow_up", version=1, what_en="x", why_en="x", refusing_en="x")
    said = {"matter": "follow_up", "purpose": "follow_up", "act": "given", "how": "paper", "language": "en"}
    other.row(ConsentAct, person_id=person, text_id=text, **said)
    participant = other.row(Participant, person_id=person)
    program = other.row(Program, name_en="Mentoring")
    return other.row(
        FollowUp,
        cohort_id=other.row(Cohort, program_id=program, name="2026", seats=1),
        participant_id=participant,
        point="exit",
        due_on=_DAY,
        handed_to=world.organization,
    )


def examples(
    person: Callable[[World], int], shared: Callable[[World], int]
) -> Mapping[str, Callable[[World], Mapping[str, object]]]:
    """Return what to put into the addresses, for somebody of ours and somebody of a partner’s."""

    def cohort(world: World) -> Mapping[str, object]:
        a_closing(world, person(world))
        a_follow_up(world, person(world))
        return {"cohort": a_cohort(world)}

    def closing(world: World) -> Mapping[str, object]:
        return {"closing": a_closing(world, person(world))}

    def follow_up(world: World) -> Mapping[str, object]:
        return {"follow_up": a_follow_up(world, person(world))}

    return {
        **dict.fromkeys(("cohort-closing", "cohort-ceremony", "cohort-outcomes"), cohort),
        **dict.fromkeys(("closing-certificate", "own-certificate"), closing),
        **dict.fromkeys(("follow-up", "own-follow-up"), follow_up),
        "handed-follow-up": lambda world: {"follow_up": handed(world, shared(world))},
        "queue-item": lambda world: {"kind": "follow_up", "about": waits(world, person(world))},
        "own-match-end": lambda world: {"match": a_pair(world, person(world), "active")},
        "link-match-end": lambda world: {"match": world.first(Mentorship)},
        "link-certificate": lambda world: {"closing": world.first(Closing)},
        "link-follow-up": lambda world: {"follow_up": world.first(FollowUp)},
        "certificate": lambda _world: {"token": "unknown"},
    }
