"""The mentor is asked first; the mentee hears of it once the mentor agreed; one answer counts."""

from collections.abc import Callable
from itertools import permutations

import pytest
from django.core import mail
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.mail import Letter
from parcours.accounts.models import Organization
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.engagements.actions.answering import accept, decline
from parcours.engagements.actions.asking import ask_again, publish
from parcours.engagements.actions.choosing import take_back
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import asked_of, who_declined
from parcours.people.models import Mentor
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made as applications
from tests.engagements import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    return applications.cohort(factories.organization(), seats=5)


@pytest.fixture
def row(cohort: Cohort) -> Mentorship:
    """A pair that was sent; the mentee reads French."""
    one = made.mentee(cohort, given_name="Noor", email="noor@example.org", language="fr")
    other = made.mentor(cohort, given_name="Ana", family_name="Roy", email="ana@example.org")
    return made.sent(made.pair(cohort, one, other))


def letters(to: str) -> list[str]:
    keys = [one.entry.key for one in mail.outbox if one.to == [to] and isinstance(one, Letter)]
    return [key for key in keys if key.startswith("match.")]


def test_the_mentor_is_asked_first(row: Mentorship) -> None:
    assert (row.status, letters("ana@example.org"), letters("noor@example.org")) == (
        "proposed",
        ["match.mentor_asked"],
        [],
    )
    with scope(organization=row.organization):
        assert asked_of(row.participant.person) == []
        assert asked_of(row.mentor.person) == [row]


def test_then_the_mentee_in_their_language(row: Mentorship) -> None:
    now = made.agreed(row, "mentor")
    assert (now.status, letters("noor@example.org")) == ("mentor_accepted", ["match.mentee_asked"])
    assert mail.outbox[-1].subject == "Mentorat de la ville\N{NO-BREAK SPACE}: un mentor pour vous"


def test_once_both_agree_each_is_told_how_to_reach_the_other(row: Mentorship) -> None:
    now = made.agreed(row, "mentor", "mentee")
    assert now.status == "mentee_accepted"
    assert letters("ana@example.org") == ["match.mentor_asked", "match.agreed"]
    assert letters("noor@example.org") == ["match.mentee_asked", "match.agreed"]


def test_the_mentor_s_own_status_follows(cohort: Cohort) -> None:
    other = made.mentor(cohort, places=2)
    with scope(organization=cohort.organization):
        Mentor.objects.filter(pk=other.pk).update(status="available")
    seen = []
    for _number in range(2):
        made.agreed(made.sent(made.pair(cohort, made.mentee(cohort), other)), "mentor", "mentee")
        with scope(organization=cohort.organization):
            seen.append(Mentor.objects.get(pk=other.pk).status)
    assert seen == ["matched", "at_capacity"]


def test_the_mentee_cannot_answer_before_the_mentor(row: Mentorship) -> None:
    with scope(organization=row.organization), pytest.raises(NotAllowed):
        accept(mentorship=row, by=made.by_link(row.participant.person))


def test_nobody_else_answers(row: Mentorship) -> None:
    stranger = factories.person(row.organization)
    with scope(organization=row.organization), pytest.raises(NotAllowed):
        accept(mentorship=row, by=made.by_link(stranger))


def test_t41_who_agrees_twice_has_agreed_once(row: Mentorship) -> None:
    made.agreed(row, "mentor", "mentor")
    assert letters("noor@example.org") == ["match.mentee_asked"]


def test_no_frees_the_place_and_the_reason_stays_with_staff(row: Mentorship) -> None:
    made.agreed(row, "mentor")
    now = made.found(row)
    with scope(organization=row.organization):
        decline(
            mentorship=now, reason="times", words="Evenings only.", by=made.by_link(row.participant.person)
        )
    now = made.found(row)
    assert (now.status, now.decline_reason, now.end) == ("declined", "times", "Evenings only.")
    assert who_declined(now) == "mentee"
    assert letters("ana@example.org") == ["match.mentor_asked", "match.off"]
    assert letters("noor@example.org") == ["match.mentee_asked"]


@pytest.mark.parametrize("agreed_first", [False, True])
def test_a_mentor_s_no_is_theirs_even_after_a_yes(row: Mentorship, *, agreed_first: bool) -> None:
    now = made.agreed(row, "mentor") if agreed_first else row
    with scope(organization=row.organization):
        decline(mentorship=now, reason="no_time", by=made.by_link(row.mentor.person))
    assert who_declined(made.found(row)) == "mentor"


@pytest.mark.parametrize(("mentee_was_asked", "side"), [(False, "mentor"), (True, "")])
def test_of_a_no_from_before_it_was_kept_whom_nobody_asked_is_out(
    row: Mentorship, *, mentee_was_asked: bool, side: str
) -> None:
    row.status, row.declined_by = "declined", ""
    row.mentee_asked_at = row.since if mentee_was_asked else None
    assert who_declined(row) == side


def test_a_no_has_a_reason(row: Mentorship) -> None:
    with scope(organization=row.organization), pytest.raises(Refused):
        decline(mentorship=row, reason="", by=made.by_link(row.mentor.person))


def test_sending_is_all_or_nothing(cohort: Cohort) -> None:
    good = made.pair(cohort, made.mentee(cohort), made.mentor(cohort))
    bad = made.pair(cohort, made.mentee(cohort, email="", given_name="Li"), made.mentor(cohort))
    with scope(organization=cohort.organization), pytest.raises(Refused, match="Li Person"):
        publish(mentorships=[good, bad], by=system(cohort.organization))
    assert [made.found(one).status for one in (good, bad)] == ["draft", "draft"]


def test_who_has_not_answered_is_asked_again(row: Mentorship) -> None:
    with scope(organization=row.organization):
        ask_again(mentorship=row, by=system(row.organization))
    assert letters("ana@example.org") == ["match.mentor_asked", "match.mentor_asked"]


MOVES: dict[str, Callable[[Mentorship], None]] = {
    "accept": lambda row: accept(mentorship=row, by=made.by_link(row.mentor.person)),
    "decline": lambda row: decline(mentorship=row, reason="other", by=made.by_link(row.mentor.person)),
    "take back": lambda row: take_back(mentorship=row, by=system(row.organization)),
}


@pytest.mark.parametrize(("first", "second"), list(permutations(MOVES, 2)))
def test_t41_of_two_answers_at_once_the_states_decide(row: Mentorship, first: str, second: str) -> None:
    here: Organization = row.organization
    stale = made.found(row)
    with scope(organization=here):
        MOVES[first](made.found(row))
        try:
            MOVES[second](stale)
            refused = False
        except Stale:
            refused = True
    final = {
        ("accept", "decline"): "declined",
        ("accept", "take back"): "withdrawn",
        ("decline", "accept"): "declined",
        ("decline", "take back"): "declined",
        ("take back", "accept"): "withdrawn",
        ("take back", "decline"): "withdrawn",
    }
    assert (made.found(row).status, refused) == (final[first, second], first != "accept")
