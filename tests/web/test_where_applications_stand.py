"""Where an application stands, as the person reads it: by link, and with an account."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry, Organization
from parcours.accounts.roles import Role
from parcours.applications.actions.applying import begin
from parcours.applications.actions.deciding import accept
from parcours.applications.models import Application
from parcours.engagements.lists import MATCH_STATUS
from parcours.engagements.models import Mentorship
from parcours.people.models import Person
from parcours.programs.models import Cohort
from parcours.web.applications import PAGES, PAIRED
from tests import factories
from tests.applications.made import applied, cohort, participant
from tests.engagements.made import agreed, pair, sent
from tests.engagements.made import mentor as mentor_of
from tests.web.test_applications import SOMEBODY, kept, text
from tests.web.test_surveys import open_newest_link

pytestmark = pytest.mark.django_db

OWN = "/o/here/profile/"


@pytest.fixture
def here() -> Organization:
    return factories.organization("here")


@pytest.fixture
def ours(here: Organization) -> Cohort:
    return cohort(here)


def test_who_has_a_seat_reads_how_far_the_pair_is(ours: Cohort, here: Organization) -> None:
    Client().post(f"/programs/here/{ours.pk}/", {**SOMEBODY, "language": "en"})
    with scope(organization=here):
        Person.objects.update(years_experience=4)
    browser = open_newest_link(Client())
    browser.post("/link/apply/", {"words": "", "submit": "1"})

    def said() -> str:
        return text(browser.get("/link/apply/"))

    with scope(organization=here):
        accept(application=kept(), by=system(here))
    browser = open_newest_link(Client())
    looked_for = "A mentor of your profession is looked for"
    assert looked_for in said()
    row = pair(ours, kept().participant, mentor_of(ours))
    assert looked_for in said()
    sent(row)
    assert looked_for in said()
    asked = agreed(row, "mentor")
    assert asked.answer_by is not None
    answer = ("Now it is your turn", f"Please answer by {date_format(asked.answer_by)}", "link in the letter")
    assert [words in said() for words in answer] == [True, True, True]
    agreed(row, "mentee")
    assert "You and your mentor have both agreed." in said()
    for status, reason, words in (
        ("active", "", "Your mentorship is under way."),
        ("at_risk", "", "Your mentorship is under way."),
        ("paused", "", "Your mentorship is paused."),
        ("completed", "goals_met", "You have completed your mentorship."),
        ("ended_early", "found_work", "Your mentorship has ended.</p>"),
        ("ended_early", "poor_fit", "Another mentor is looked for"),
        ("declined", "", looked_for),
    ):
        with scope(organization=here):
            Mentorship.objects.update(status=status, end_reason=reason)
        assert words in said(), status


def test_every_way_that_a_pair_can_stand_has_a_sentence() -> None:
    assert PAIRED.keys() == {one.code for one in MATCH_STATUS.codes} - {
        "draft",
        "proposed",
        "declined",
        "withdrawn",
    }
    assert {page for _words, page in PAIRED.values() if page} == PAGES.keys()


@pytest.fixture
def own(here: Organization, client: Client) -> Application:
    """An application, found to be checked, of somebody who is signed in as the client of the test."""
    someone = factories.member(here, Role.PARTICIPANT)
    client.force_login(someone)
    return applied(cohort(here, seats=3), participant(here, user=someone, years_experience=None))


def test_who_has_an_account_sees_their_application_and_asks_the_rules_again(
    own: Application, here: Organization, client: Client
) -> None:
    shown = text(client.get(OWN))
    words = ("My applications", "City mentoring, 2026", "To be checked", "There should be news by")
    assert [one for one in words if one not in shown] == []
    assert '<a href="/o/here/profile/work/">Work now (years of experience)</a>' in shown
    client.post(OWN, {"again": own.pk})
    with scope(organization=here):
        assert kept(own).status == "to_check"
        assert AuditEntry.objects.filter(verb="application.judged").count() == 1
        Person.objects.update(years_experience=4)
    again = text(client.post(OWN, {"again": own.pk}, follow=True))
    assert "The rules are asked again: Eligible." in again
    assert ("You fit the rules of the program." in again, 'name="again"' in again) == (True, False)


def test_the_application_of_somebody_else_is_not_asked_about(own: Application, client: Client) -> None:
    other = applied(own.cohort, participant(own.organization, years_experience=None))
    assert "My applications" in text(client.get(OWN))
    assert client.post(OWN, {"again": other.pk}).status_code == 404
    assert client.post(OWN, {"again": "x"}).status_code == 404


def test_an_account_leads_on_to_where_the_pair_is(
    own: Application, here: Organization, client: Client
) -> None:
    with scope(organization=here):
        Application.objects.filter(pk=own.pk).update(status="accepted")
    row = agreed(sent(pair(own.cohort, own.participant, mentor_of(own.cohort))), "mentor")
    for status, address in (
        ("mentor_accepted", f"/o/here/matches/{row.pk}/"),
        ("active", f"/o/here/mentorships/{row.pk}/"),
        ("completed", "/o/here/afterwards/"),
    ):
        with scope(organization=here):
            Mentorship.objects.filter(pk=row.pk).update(status=status)
        assert f'<p><a href="{address}">' in text(client.get(OWN)), status
        assert client.get(address).status_code == 200


def test_one_s_own_drafts_and_refusals_say_what_is_next(
    own: Application, here: Organization, client: Client
) -> None:
    with scope(organization=here):
        Application.objects.filter(pk=own.pk).update(status="declined", decline_reason="no_seat")
        own.write(feedback="Come back in May.")
        own.save(update_fields=["sealed_feedback"])
        begin(cohort=cohort(here), participant=own.participant, by=system(here))
    shown = text(client.get(OWN))
    words = ("It is not handed in yet", "Hand it in by", "More people than seats", "Come back in May.")
    assert [one for one in words if one not in shown] == []


def test_many_applications_ask_the_database_little_more(
    own: Application, here: Organization, client: Client
) -> None:
    def asked() -> int:
        client.get(OWN)
        with CaptureQueriesContext(connection) as queries:
            client.get(OWN)
        return len(queries)

    one = asked()
    for _number in range(3):
        applied(cohort(here), own.participant)
    assert (asked(), one <= 20) == (one, True)
