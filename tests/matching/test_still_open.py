"""What a run leaves open: what people said and decided since is out, on the list and for the button alike."""

import pytest
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.engagements.actions.answering import decline
from parcours.engagements.actions.choosing import take_back
from parcours.engagements.actions.course import begin
from parcours.engagements.actions.ending import end
from parcours.engagements.models import Mentorship
from parcours.matching.actions.deciding import take_all
from parcours.matching.actions.ruling import rule_out
from parcours.matching.actions.running import run
from parcours.matching.adapter import Settings
from parcours.matching.models import Run
from parcours.matching.still_open import StillOpen, how_it_stands, still_open
from parcours.people.models import Mentor, MentorPause, Participant
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made as applications
from tests.engagements import made
from tests.people.consent.made import act

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    return applications.cohort(factories.organization(), seats=9)


@pytest.fixture
def amara(cohort: Cohort) -> Participant:
    return made.mentee(cohort, given_name="Amara")


@pytest.fixture
def luc(cohort: Cohort) -> Mentor:
    return made.mentor(cohort, given_name="Luc")


def matched(cohort: Cohort) -> Run:
    with scope(organization=cohort.organization):
        return run(cohort=cohort, settings=Settings(), by=system(cohort.organization))


def left(of: Run) -> StillOpen:
    with scope(organization=of.organization):
        return still_open(of, how_it_stands(of.cohort))


def names(of: Run) -> tuple[list[str], list[str], int]:
    """The mentors who are proposed and next best, and how many mentees have neither."""
    found = left(of)
    kinds = (found.proposed.values(), found.next_best.values())
    proposed, next_best = ([one.mentor.person.given_name for one in kind] for kind in kinds)
    return proposed, next_best, len(found.without)


def chosen(of: Run) -> list[Mentorship]:
    """What the button does; it does all that is open."""
    number = len(left(of).proposed)
    with scope(organization=of.organization):
        taken = take_all(run=of, by=system(of.organization))
    assert (len(taken.pairs), taken.refused) == (number, [])
    return list(taken.pairs)


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_who_said_no_is_not_chosen_again_and_the_next_best_is_named(
    cohort: Cohort, amara: Participant, luc: Mentor, side: str
) -> None:
    of = matched(cohort)
    row = made.sent(made.pair(cohort, amara, luc))
    if side == "mentee":
        row = made.agreed(row, "mentor")
    made.mentee(cohort)
    made.mentor(cohort, given_name="Ana")
    with scope(organization=cohort.organization):
        decline(
            mentorship=row, reason="no_time", by=made.by_link((luc if side == "mentor" else amara).person)
        )
    assert (names(of), chosen(of)) == (([], [], 1), [])
    later = matched(cohort)
    assert [(one.participant_id, one.mentor_id) == (amara.pk, luc.pk) for one in chosen(later)] == [False] * 2


def test_the_next_best_has_room_and_was_not_ruled_out(cohort: Cohort, amara: Participant) -> None:
    mentors = {name: made.mentor(cohort, given_name=name) for name in ("Ana", "Bo", "Luc")}
    of = matched(cohort)
    (first,), _none, _without = names(of)
    row = made.sent(made.pair(cohort, amara, mentors.pop(first)))
    with scope(organization=cohort.organization):
        decline(mentorship=row, reason="no_time", by=made.by_link(row.mentor.person))
    _proposed, (second,), _without = names(of)
    made.pair(cohort, made.mentee(cohort), mentors.pop(second))
    ((third, last),) = mentors.items()
    assert names(of) == ([], [third], 0)
    with scope(organization=cohort.organization):
        rule_out(
            cohort=cohort, participant=amara, mentor=last, reason="known", by=system(cohort.organization)
        )
    assert names(of) == ([], [], 1)


def test_the_next_best_takes_no_place_that_is_proposed_to_another(cohort: Cohort, amara: Participant) -> None:
    made.mentee(cohort, given_name="Zoe")
    for name in ("Luc", "Ana"):
        made.mentor(cohort, given_name=name)
    of = matched(cohort)
    with scope(organization=cohort.organization):
        mine = left(of).proposed[amara.pk].mentor
        by = system(cohort.organization)
        rule_out(cohort=cohort, participant=amara, mentor=mine, reason="known", by=by)
    found = left(of)
    assert (len(found.proposed), found.next_best, found.without) == (1, {}, {amara.pk})
    assert len(chosen(of)) == 1


@pytest.mark.parametrize(("reason", "status"), [("term_ended", "completed"), ("found_work", "ended_early")])
def test_who_needs_no_other_is_given_none(
    cohort: Cohort, amara: Participant, luc: Mentor, reason: str, status: str
) -> None:
    of, by = matched(cohort), system(cohort.organization)
    row = made.agreed(made.sent(made.pair(cohort, amara, luc)), "mentor", "mentee")
    with scope(organization=cohort.organization):
        begin(mentorship=row, on=timezone.localdate(), by=by)
        end(mentorship=made.found(row), reason=reason, by=by)
    assert made.found(row).status == status
    assert (names(of), chosen(of)) == (([], [], 0), [])


@pytest.mark.parametrize("how", ["ended", "taken back", "ruled out", "mentor paused"])
def test_what_was_decided_since_is_out(cohort: Cohort, amara: Participant, luc: Mentor, how: str) -> None:
    of, by = matched(cohort), system(cohort.organization)
    row = made.sent(made.pair(cohort, amara, luc)) if how in {"ended", "taken back"} else None
    if row and how == "ended":
        row = made.agreed(row, "mentor", "mentee")
    with scope(organization=cohort.organization):
        if row and how == "ended":
            end(mentorship=row, reason="poor_fit", by=by)
        elif row:
            take_back(mentorship=row, by=by)
        elif how == "ruled out":
            rule_out(cohort=cohort, participant=amara, mentor=luc, reason="known", by=by)
        else:
            MentorPause.objects.create(organization=cohort.organization, mentor=luc, starts_on="2020-01-01")
    assert (names(of), chosen(of)) == (([], [], 1), [])


def test_what_was_taken_back_before_the_run_is_open(cohort: Cohort, amara: Participant, luc: Mentor) -> None:
    row = made.pair(cohort, amara, luc)
    with scope(organization=cohort.organization):
        take_back(mentorship=row, by=system(cohort.organization))
    assert len(chosen(matched(cohort))) == 1


def test_as_many_are_open_as_there_are_places(cohort: Cohort) -> None:
    for name in ("Amara", "Zoe"):
        made.mentee(cohort, given_name=name)
    luc = made.mentor(cohort, given_name="Luc", places=2)
    of = matched(cohort)
    made.pair(cohort, made.mentee(cohort, given_name="Noor"), luc)
    assert (names(of), len(chosen(of))) == ((["Luc"], [], 1), 1)


def test_who_takes_back_their_consent_is_not_chosen(cohort: Cohort, amara: Participant) -> None:
    made.mentor(cohort)
    of = matched(cohort)
    act(amara.person, said="withdrawn")
    assert (names(of), chosen(of)) == (([], [], 0), [])
