"""T40, T41 and T43 as a state machine: whatever is done to a cohort, in any order, its places and seats add up."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_scopes import scope
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import booleans, integers, sampled_from

from parcours.applications.actions import deciding
from parcours.applications.actions.mentors import change_places, release_mentor, take_mentor
from parcours.applications.models import Application, MentorPlace
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.engagements.actions import answering, choosing, course
from parcours.engagements.actions.asking import publish
from parcours.engagements.actions.choosing import choose, take_back
from parcours.engagements.actions.ending import end
from parcours.engagements.lists import LIVE
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import live_of
from parcours.programs.actions.cohorts import change_cohort
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made as applications
from tests.engagements import made
from tests.people.consent.made import staff

pytestmark = pytest.mark.django_db

MENTEES, MENTORS = 3, 2
ONE_OF_MENTEES, ONE_OF_MENTORS = sampled_from(range(MENTEES)), sampled_from(range(MENTORS))
SIDES = sampled_from(["mentor", "mentee"])


class Matched(RuleBasedStateMachine):
    """A cohort of two seats that two of three people have, and two mentors with one place and two."""

    def __init__(self) -> None:
        super().__init__()
        self.here = factories.organization()
        self.cohort = applications.cohort(self.here, seats=2)
        self.mentees = [applications.participant(self.here) for _one in range(MENTEES)]
        for one in self.mentees:
            applications.applied(self.cohort, one)
        self.mentors = [made.mentor(self.cohort, places) for places in (1, 2)]
        self.staff = staff(self.here)
        for number in range(2):
            self.decide(number, "accept")

    def tried(self, act: Callable[[], object]) -> None:
        """Do something, unless it is refused: then nothing at all is written."""
        with scope(organization=self.here):
            before = self.standing()
            try:
                with transaction.atomic():
                    act()
            except (Refused, Stale, NotAllowed, ValidationError):
                assert self.standing() == before

    def standing(self) -> list[Any]:
        """How everything stands."""
        return [
            [*Mentorship.objects.order_by("pk").values_list("pk", "status", "since")],
            [*Application.objects.order_by("pk").values_list("pk", "status", "version")],
            [*MentorPlace.objects.order_by("pk").values_list("pk", "status", "places")],
            [*Cohort.objects.values_list("seats", "taken")],
        ]

    def pair(self, mentee: int, mentor: int) -> Mentorship | None:
        """The last pair of the two."""
        rows = Mentorship.objects.select_related(
            "participant__person__user", "mentor__person__user", "cohort__program", "organization"
        )
        return rows.filter(participant=self.mentees[mentee], mentor=self.mentors[mentor]).last()

    def on_pair(self, mentee: int, mentor: int, act: Callable[[Mentorship], object]) -> None:
        """Do something with the last pair of the two, if they ever were one."""
        with scope(organization=self.here):
            row = self.pair(mentee, mentor)
        if row is not None:
            self.tried(lambda: act(row))

    def application(self, mentee: int) -> Application:
        """The application of somebody."""
        rows = Application.objects.select_related("cohort__program", "participant__person__user")
        return rows.get(participant=self.mentees[mentee])

    @rule(mentee=ONE_OF_MENTEES, way=sampled_from(["accept", "put_on_waitlist", "withdraw", "take_up_again"]))
    def decide(self, mentee: int, way: str) -> None:
        self.tried(lambda: getattr(deciding, way)(application=self.application(mentee), by=self.staff))

    @rule(mentee=ONE_OF_MENTEES, mentor=ONE_OF_MENTORS, has_looked=booleans())
    def choose(self, mentee: int, mentor: int, has_looked: bool) -> None:  # noqa: FBT001 - drawn
        one, other = self.mentees[mentee], self.mentors[mentor]

        def chosen() -> None:
            seen = [row.pk for row in live_of(self.cohort, one, other)] if has_looked else []
            choose(
                cohort=self.cohort, participant=one, mentor=other, by=self.staff, chosen_as="fixed", seen=seen
            )

        self.tried(chosen)

    @rule(mentee=ONE_OF_MENTEES, mentor=ONE_OF_MENTORS)
    def send(self, mentee: int, mentor: int) -> None:
        self.on_pair(mentee, mentor, lambda row: publish(mentorships=[row], by=self.staff))

    @rule(mentee=ONE_OF_MENTEES, mentor=ONE_OF_MENTORS, side=SIDES, agrees=booleans())
    def answer(self, mentee: int, mentor: int, side: str, agrees: bool) -> None:  # noqa: FBT001 - drawn
        def answered(row: Mentorship) -> None:
            by = made.by_link(row.mentor.person if side == "mentor" else row.participant.person)
            if agrees:
                answering.accept(mentorship=row, by=by)
            else:
                answering.decline(mentorship=row, reason="no_time", by=by)

        self.on_pair(mentee, mentor, answered)

    @rule(mentee=ONE_OF_MENTEES, mentor=ONE_OF_MENTORS)
    def take_back(self, mentee: int, mentor: int) -> None:
        self.on_pair(mentee, mentor, lambda row: take_back(mentorship=row, by=self.staff))

    @rule(mentee=ONE_OF_MENTEES, mentor=ONE_OF_MENTORS, way=sampled_from(["begin", *course.STEPS]))
    def go_on(self, mentee: int, mentor: int, way: str) -> None:
        def gone(row: Mentorship) -> None:
            if way == "begin":
                course.begin(mentorship=row, on=timezone.localdate() - dt.timedelta(days=1), by=self.staff)
            else:
                course.take(mentorship=row, way=way, by=self.staff)

        self.on_pair(mentee, mentor, gone)

    @rule(mentee=ONE_OF_MENTEES, mentor=ONE_OF_MENTORS, reason=sampled_from(["term_ended", "no_contact"]))
    def end(self, mentee: int, mentor: int, reason: str) -> None:
        self.on_pair(mentee, mentor, lambda row: end(mentorship=row, reason=reason, by=self.staff))

    @rule(mentor=ONE_OF_MENTORS, places=integers(1, 3))
    def change_places(self, mentor: int, places: int) -> None:
        def changed() -> None:
            place = MentorPlace.objects.select_related("mentor__person", "cohort").get(
                mentor=self.mentors[mentor]
            )
            change_places(place=place, version=place.version, places=places, by=self.staff)

        self.tried(changed)

    @rule(mentor=ONE_OF_MENTORS, takes_part=booleans())
    def take_part_or_not(self, mentor: int, takes_part: bool) -> None:  # noqa: FBT001 - drawn
        def said() -> None:
            if takes_part:
                take_mentor(cohort=self.cohort, mentor=self.mentors[mentor], by=self.staff)
            else:
                place = MentorPlace.objects.select_related("mentor__person__user", "cohort__program").get(
                    mentor=self.mentors[mentor]
                )
                release_mentor(place=place, by=self.staff)

        self.tried(said)

    @rule(seats=integers(0, 3))
    def change_seats(self, seats: int) -> None:
        def changed() -> None:
            row = Cohort.objects.select_related("program").get()
            change_cohort(cohort=row, version=row.version, seats=seats, by=self.staff)

        self.tried(changed)

    @invariant()
    def no_mentor_has_more_mentees_than_places_and_nobody_two_mentors(self) -> None:
        with scope(organization=self.here):
            live = [*Mentorship.objects.filter(status__in=LIVE).values_list("mentor", "participant")]
            places = {row.mentor_id: row for row in MentorPlace.objects.all()}
        for mentor, number in Counter(mentor for mentor, _mentee in live).items():
            assert (places[mentor].status, number <= places[mentor].places) == ("agreed", True)
        assert max(Counter(mentee for _mentor, mentee in live).values(), default=1) == 1

    @invariant()
    def seats_are_counted_right_and_no_more_are_taken_than_there_are(self) -> None:
        with scope(organization=self.here):
            row = Cohort.objects.get()
            assert row.taken == Application.objects.filter(status="accepted").count() <= row.seats

    @invariant()
    def whoever_has_a_mentor_has_a_seat(self) -> None:
        with scope(organization=self.here):
            seated = {*Application.objects.filter(status="accepted").values_list("participant", flat=True)}
            matched = {*Mentorship.objects.filter(status__in=LIVE).values_list("participant", flat=True)}
        assert matched <= seated


@pytest.mark.slow  # some hundred steps, each an action with its entry of the log
@pytest.mark.sqlite_only  # one after the other: no lock of a database decides
def test_t40_t41_t43_places_and_seats_add_up_whatever_is_done_in_whatever_order() -> None:
    run_state_machine_as_test(Matched, settings=settings(max_examples=20, stateful_step_count=25))


def test_t40_without_the_guard_places_do_not_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "_check_room", lambda *_given: None)
    found = Matched()
    for mentee in range(2):
        found.choose(mentee, mentor=0, has_looked=True)
    with pytest.raises(AssertionError):
        found.no_mentor_has_more_mentees_than_places_and_nobody_two_mentors()


def test_whoever_gives_a_seat_back_leaves_no_pair_behind_and_the_mentor_hears_of_it() -> None:
    found = Matched()
    found.choose(0, mentor=0, has_looked=True)
    found.send(0, 0)
    mail.outbox.clear()
    found.decide(0, "withdraw")
    with scope(organization=found.here):
        pair = found.pair(0, 0)
    assert pair is not None
    assert pair.status == "withdrawn"
    told = {address for letter in mail.outbox for address in letter.to}
    assert told == {pair.mentor.person.email, pair.participant.person.email}


def test_whoever_has_a_mentor_ends_the_mentorship_first() -> None:
    found = Matched()
    found.choose(0, mentor=0, has_looked=True)
    found.send(0, 0)
    for side in ("mentor", "mentee"):
        found.answer(0, 0, side, agrees=True)
    for by in (found.staff, made.by_link(found.mentees[0].person)):
        with scope(organization=found.here), pytest.raises(Refused, match="nd the"):
            deciding.withdraw(application=found.application(0), by=by)
