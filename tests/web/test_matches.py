"""Answering a match by a link: each sees what they may, before and after both agreed."""

import re

import pytest
from django.core import mail
from django.test import Client
from django_scopes import scopes_disabled

from parcours.accounts.models import SignedLink
from parcours.accounts.roles import Role
from parcours.applications.models import MentorPlace
from parcours.engagements.models import Mentorship
from parcours.people.models import Person
from tests import factories
from tests.access.walk import text_of
from tests.applications import made as applications
from tests.engagements import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Mentorship:
    cohort = applications.cohort(factories.organization("north"), seats=5)
    one = made.mentee(
        cohort, given_name="Noor", family_name="Haddad", email="noor@example.org", language="fr"
    )
    other = made.mentor(cohort, given_name="Ana", family_name="Roy", email="ana@example.org", language="en")
    return made.sent(made.pair(cohort, one, other))


def by_link(who: str) -> Client:
    """The browser of somebody who opened the last link that they were sent."""
    letter = next(one for one in reversed(mail.outbox) if one.to == [who] and "/link/" in str(one.body))
    address = re.search(r"/link/[\w-]+/", str(letter.body))
    assert address is not None
    client = Client()
    client.get(address[0], follow=True)
    return client


@pytest.mark.usefixtures("row")
def test_the_mentor_reads_no_family_name_and_no_address() -> None:
    page = by_link("ana@example.org").get("/link/matches/", follow=True)
    text = text_of(page)
    assert ("Noor" in text, "Haddad" in text, "noor@example.org" in text) == (True, False, False)


def test_each_of_several_is_opened_by_a_button_that_names_them(row: Mentorship) -> None:
    with scopes_disabled():
        MentorPlace.objects.update(places=2)
    made.sent(made.pair(row.cohort, made.mentee(row.cohort, given_name="Amara"), row.mentor))
    text = " ".join(text_of(by_link("ana@example.org").get("/link/matches/")).split())
    for name in ("Noor", "Amara"):
        assert f'Open<span class="hidden-words"> ({name}, City mentoring, 2026)</span>' in text


def test_both_agree_by_link_and_then_know_each_other(row: Mentorship) -> None:
    address = f"/link/matches/{row.pk}/"
    by_link("ana@example.org").post(address, {"accept": "1"})
    mentee = by_link("noor@example.org")
    asked = text_of(mentee.get(address))
    assert ("Acceptez-vous?" in asked, "Roy" in asked) == (True, False)
    mentee.post(address, {"accept": "1"})
    known = text_of(mentee.get(address))
    assert ("Ana Roy" in known, "ana@example.org" in known) == (True, True)
    assert made.found(row).status == "mentee_accepted"


def test_no_has_a_reason(row: Mentorship) -> None:
    mentor, address = by_link("ana@example.org"), f"/link/matches/{row.pk}/"
    assert "Choose one." in text_of(mentor.post(address, {"decline": "1"}))
    mentor.post(address, {"decline": "1", "reason": "no_time"})
    assert made.found(row).status == "declined"
    assert "This match does not go on." in text_of(mentor.get(address))


def test_the_mentee_has_no_page_before_the_mentor_agreed(row: Mentorship) -> None:
    made.agreed(row, "mentor")
    mentee = by_link("noor@example.org")
    with scopes_disabled():
        Mentorship.objects.filter(pk=row.pk).update(status="proposed", mentee_asked_at=None)
    assert mentee.get(f"/link/matches/{row.pk}/").status_code == 410


@pytest.mark.usefixtures("row")
def test_a_link_that_is_too_old_sends_a_new_one() -> None:
    mentor = by_link("ana@example.org")
    with scopes_disabled():
        SignedLink.objects.filter(purpose="match").update(expires_at="2020-01-01T00:00Z")
    before = len(mail.outbox)
    assert mentor.get("/link/matches/").status_code == 410
    mentor.post("/link/again/")
    assert [one.to for one in mail.outbox[before:]] == [["ana@example.org"]]


def test_with_an_account_it_is_answered_there(row: Mentorship, client: Client) -> None:
    with scopes_disabled():
        user = factories.user("ana@example.org")
        Person.objects.filter(pk=row.mentor.person_id).update(user=user)
    factories.join(row.organization, user, Role.MENTOR)
    client.force_login(user)
    asked = f"/o/north/matches/{row.pk}/"
    before = text_of(client.get("/o/north/profile/"))
    client.post(asked, {"accept": "1"})
    after = text_of(client.get("/o/north/profile/"))
    assert made.found(row).status == "mentor_accepted"
    assert (asked in before, asked in after) == (True, False)  # now it is for the mentee to answer
