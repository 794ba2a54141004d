"""Certificates for both, thanks to managers, and past mentees who become mentors."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.core.refusals import NotAllowed, Refused
from parcours.engagements.models import Mentorship, Session
from parcours.outcomes.actions.certifying import (
    certificate_across,
    certify,
    check_address,
    invite_as_mentor,
    name_manager,
    revoke,
    say_wish,
    thank_managers,
)
from parcours.outcomes.models import Closing
from parcours.people.models import Mentor, ProfileRequest
from tests.engagements import made as pairs
from tests.outcomes import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Mentorship:
    return made.over(made.running(made.cohort(), given_name="Noor", family_name="Haddad"))


def test_each_has_one_that_anybody_can_check(row: Mentorship) -> None:
    both = made.certified(row)
    with scope(organization=row.organization):
        again = certify(mentorships=[row], by=system(row.organization))
        address = check_address(both["mentee"])
    found = certificate_across(address.rstrip("/").rpartition("/")[2])
    assert (again, sorted(both), found, both["mentee"].name) == (
        [],
        ["mentee", "mentor"],
        both["mentee"],
        "Noor Haddad",
    )
    assert certificate_across("guessed") is None


def test_the_hours_that_count_stand_on_it() -> None:
    row = made.running(made.cohort())
    with scope(organization=row.organization):
        today = timezone.localdate()
        for days, minutes, status in ((0, 90, "confirmed"), (1, 60, "logged"), (2, 45, "disputed")):
            Session.objects.create(
                organization=row.organization,
                mentorship=row,
                held_on=today - dt.timedelta(days=days),
                minutes=minutes,
                way="online",
                status=status,
                logged_by="mentee",
                answer_by=today,
            )
    both = made.certified(made.over(row))
    assert {one.minutes for one in both.values()} == {90}


def test_one_that_is_withdrawn_is_withdrawn_once(row: Mentorship) -> None:
    closing = made.certified(row)["mentee"]
    with scope(organization=row.organization):
        revoke(closing=closing, by=system(row.organization))
        assert Closing.objects.get(pk=closing.pk).is_valid is False
        with pytest.raises(Refused):
            revoke(closing=closing, by=system(row.organization))


def test_none_for_a_mentorship_that_failed() -> None:
    row = made.over(made.running(made.cohort()), "no_contact")
    with scope(organization=row.organization), pytest.raises(Refused):
        certify(mentorships=[row], by=system(row.organization))


def test_a_manager_is_thanked_once_and_forgotten(row: Mentorship) -> None:
    closing, here = made.certified(row)["mentor"], row.organization
    by = pairs.by_link(row.mentor.person)
    with scope(organization=here):
        name_manager(closing=closing, name="Lee Park", email="lee@example.org", by=by)
        mail.outbox.clear()
        sent = [thank_managers(closings=[closing], by=system(here)) for _time in range(2)]
        now = Closing.objects.get(pk=closing.pk)
    assert (sent, [letter.to for letter in mail.outbox]) == ([1, 0], [["lee@example.org"]])
    assert (now.manager_email, now.manager_name, now.manager_thanked_at is None) == ("", "", False)


def test_a_manager_can_be_taken_back_before(row: Mentorship) -> None:
    closing, by = made.certified(row)["mentor"], pairs.by_link(row.mentor.person)
    with scope(organization=row.organization):
        name_manager(closing=closing, name="Lee Park", email="lee@example.org", by=by)
        name_manager(closing=closing, name="", email="", by=by)
        assert thank_managers(closings=[closing], by=system(row.organization)) == 0
        with pytest.raises(NotAllowed):
            name_manager(closing=closing, name="x", email="x@example.org", by=system(row.organization))


def test_a_past_mentee_who_wishes_it_becomes_a_mentor(row: Mentorship) -> None:
    closing, here = made.certified(row)["mentee"], row.organization
    with scope(organization=here):
        with pytest.raises(Refused):
            invite_as_mentor(closing=closing, by=system(here))
        say_wish(closing=closing, wish="yes", by=pairs.by_link(row.participant.person))
        invite_as_mentor(closing=closing, by=system(here))
        who = row.participant.person
        assert (Mentor.objects.get(person=who).status, ProfileRequest.objects.filter(person=who).count()) == (
            "applied",
            1,
        )
        with pytest.raises(Refused):
            invite_as_mentor(closing=closing, by=system(here))


def test_a_certificate_outlives_the_other_person(row: Mentorship) -> None:
    made.certified(row)
    with scope(organization=row.organization):
        Mentorship.objects.filter(pk=row.pk).delete()
        assert [one.name for one in Closing.objects.filter(side="mentee")] == ["Noor Haddad"]
