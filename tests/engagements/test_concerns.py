"""Concerns go to the coordinators only; each step moves the mentorship and sends what the coordinator wrote."""

import pytest
from django.core import mail
from django.utils.translation import override
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.engagements.actions.concerns import report, steps, take_step
from parcours.engagements.course_drafts import drafts
from parcours.engagements.course_queries import concern as concern_with
from parcours.engagements.course_queries import concerns_by
from parcours.engagements.models import Concern, Mentorship
from parcours.people.models import Person
from parcours.people.privacy.held import held_about
from tests import factories
from tests.engagements import made

pytestmark = pytest.mark.django_db

STEPS = ("talk", "warning", "pause", "rematch", "end")


@pytest.fixture
def row() -> Mentorship:
    """A pair that met first ten days ago."""
    return made.since(made.together(), 30, met=10)


def reported(row: Mentorship) -> Concern:
    with scope(organization=row.organization):
        made_ = report(mentorship=row, kind="conduct", words="He shouts.", by=made.noor(row))
        found = concern_with(made_.pk)
    assert found is not None
    return found


def test_whoever_reports_it_finds_it_and_the_other_one_does_not(row: Mentorship) -> None:
    reported(row)
    with scope(organization=row.organization):
        seen = [[one.words for one in concerns_by(row, side)] for side in ("mentee", "mentor")]
        held = str(held_about(row.mentor.person))
    assert (seen, "He shouts." in held) == ([["He shouts."], []], False)


def test_coordinators_are_written_to_and_the_letter_says_nothing_of_it(row: Mentorship) -> None:
    factories.member(row.organization, Role.COORDINATOR, email="mei@example.org")
    one_of_them = factories.member(row.organization, Role.COORDINATOR, email="ana@here.example.org")
    with scope(organization=row.organization):
        Person.objects.filter(pk=row.mentor.person_id).update(user=one_of_them)
    mail.outbox.clear()
    reported(made.found(row))
    said = [(one.to, [word in one.body for word in ("shouts", "Haddad", "Roy")]) for one in mail.outbox]
    assert said == [(["mei@example.org"], [False] * 3)]


@pytest.mark.parametrize(
    ("kind", "reason", "after"),
    [
        ("talk", "", "active"),
        ("warning", "", "at_risk"),
        ("pause", "", "paused"),
        ("rematch", "poor_fit", "ended_early"),
        ("end", "safety", "ended_early"),
    ],
)
def test_a_step_moves_the_mentorship_and_sends_the_letters(
    row: Mentorship, kind: str, reason: str, after: str
) -> None:
    found, by = reported(row), made.staff(row)
    before = len(mail.outbox)
    with scope(organization=row.organization):
        take_step(concern=found, kind=kind, to_mentor="A word, please.", reason=reason, by=by)
        assert found.measures.get().to_mentor == "A word, please."
    sent = mail.outbox[before:]
    told = [(one.to, "A word, please." in str(one.body)) for one in sent]
    over = [(["noor@example.org"], False)] if after == "ended_early" else []
    assert told == [*over, (["ana@example.org"], True)]
    assert (made.found(row).status, found.status) == (after, "in_hand")


def test_a_concern_is_closed_once(row: Mentorship) -> None:
    found, by = reported(row), made.staff(row)
    with scope(organization=row.organization):
        take_step(concern=found, kind="close", note="Settled.", by=by)
        with pytest.raises(Stale):
            take_step(concern=found, kind="warning", by=by)
    assert made.found(row).status == "active"


def test_an_end_has_a_reason_and_leaves_nothing_half_done(row: Mentorship) -> None:
    found, by = reported(row), made.staff(row)
    with scope(organization=row.organization), pytest.raises(Refused):
        take_step(concern=found, kind="end", reason="", by=by)
    with scope(organization=row.organization):
        assert (Concern.objects.get().status, found.measures.count()) == ("open", 0)


def test_a_coordinator_who_is_one_of_the_two_is_kept_out(row: Mentorship) -> None:
    found, by = reported(row), made.staff(row)
    with scope(organization=row.organization):
        Person.objects.filter(pk=row.mentor.person_id).update(user=by.user)
        again = concern_with(found.pk)
        assert again is not None
        with pytest.raises(NotAllowed):
            take_step(concern=again, kind="talk", by=by)


@pytest.mark.parametrize("role", [Role.MENTOR, Role.COUNSELLOR, Role.FUNDER])
def test_other_roles_take_no_step(row: Mentorship, role: Role) -> None:
    by = Actor(row.organization, factories.member(row.organization, role), frozenset({role}))
    with scope(organization=row.organization), pytest.raises(NotAllowed):
        take_step(concern=reported(row), kind="talk", by=by)


def test_what_ended_takes_no_step_but_closing(row: Mentorship) -> None:
    row.status = "ended_early"
    assert steps(row) == ["close"]


@pytest.mark.parametrize("kind", STEPS)
def test_each_step_has_a_draft_in_the_language_of_whom_it_goes_to(row: Mentorship, kind: str) -> None:
    with scope(organization=row.organization), override("en"):
        written = drafts(row, kind)
    assert ("mentorship" in written["mentor"], "mentorat" in written["mentee"]) == (True, True)
    assert [word in text for text in written.values() for word in ("conduct", "%(")] == [False] * 4
