"""Applying on the public page and by link, and deciding on the pages of a coordinator."""

import datetime as dt
import json
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import Actor, system
from parcours.accounts.models import Organization, Partnership, SignedLink
from parcours.accounts.roles import Role
from parcours.applications.actions.deciding import accept, put_on_waitlist
from parcours.applications.actions.mentors import invite_mentor
from parcours.applications.actions.referring import refer_across
from parcours.applications.models import Application, MentorPlace, Review
from parcours.people.consent.models import ConsentRequest
from parcours.people.models import Participant, Person
from parcours.programs.actions.cohorts import add_cohort
from parcours.programs.actions.criteria import add_criterion
from parcours.programs.actions.partners import add_partner
from parcours.programs.models import Cohort, Program
from parcours.programs.timetable import Span
from tests import factories
from tests.applications.made import applied, cohort, mentor, participant
from tests.people.consent.made import partner_of
from tests.web.test_surveys import open_newest_link

pytestmark = pytest.mark.django_db

SOMEBODY = {"given_name": "Ana", "family_name": "Roy", "email": "ana@example.org", "language": "fr"}


@pytest.fixture
def here() -> Organization:
    return factories.organization("here")


@pytest.fixture
def ours(here: Organization) -> Cohort:
    return cohort(here)


@pytest.fixture
def staff(here: Organization, client: Client) -> Client:
    client.force_login(factories.member(here, Role.COORDINATOR))
    return client


def text(response: Any) -> str:  # noqa: ANN401 - what the client gives
    """What a page says, without the entities."""
    return unescape(response.content.decode())


def kept(row: Application | None = None) -> Application:
    """The application as it is kept now: this one, or the only one."""
    with scope(organization=Organization.objects.get(slug="here")):
        rows = Application.objects.select_related("participant__person", "cohort")
        return rows.get(pk=row.pk) if row else rows.get()


def test_the_public_page_says_what_it_is_and_begins_an_application(ours: Cohort) -> None:
    page = f"/programs/here/{ours.pk}/"
    response = Client().get(page)
    assert response.status_code == 200
    block = text(response).split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(block)["name"] == "City mentoring, 2026"
    sent = Client().post(page, SOMEBODY)
    assert "ana@example.org" in text(sent)
    draft = kept()
    assert (draft.status, draft.participant.person.language) == ("draft", "fr")
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"]]
    Client().post(page, {**SOMEBODY, "email": "ANA@example.org"})
    assert len(mail.outbox) == 1


def test_who_is_on_file_is_found_and_never_shown(here: Organization, ours: Cohort) -> None:
    known = factories.person(here, given_name="Zoe", email="ana@example.org")
    response = Client().post(f"/programs/here/{ours.pk}/", SOMEBODY)
    assert "Zoe" not in text(response)
    assert kept().participant.person == known


def test_a_page_that_takes_nobody_says_so(here: Organization, ours: Cohort) -> None:
    with scope(organization=here):
        Cohort.objects.update(status="running")
    page = f"/programs/here/{ours.pk}/"
    assert "This intake takes no applications at the moment." in text(Client().get(page))
    assert "Apply for a seat" not in text(Client().get(page))
    assert "This intake takes no applications at the moment." in text(Client().post(page, SOMEBODY))
    with scope(organization=here):
        assert Application.objects.count() == 0
        Cohort.objects.update(status="planned")
    assert Client().get(page).status_code == 404
    assert Client().get(f"/programs/nowhere/{ours.pk}/").status_code == 404


def test_by_referral_the_page_says_how_to_take_part(here: Organization, ours: Cohort) -> None:
    with scope(organization=here):
        Cohort.objects.update(intake="by_referral")
    page = text(Client().get(f"/programs/here/{ours.pk}/"))
    assert ("How to take part" in page, "Apply for a seat" in page) == (True, False)


def test_one_applies_by_link_and_sees_where_it_stands(here: Organization, ours: Cohort) -> None:
    Client().post(f"/programs/here/{ours.pk}/", {**SOMEBODY, "language": "en"})
    browser = open_newest_link(Client())
    assert "City mentoring, 2026" in text(browser.get("/link/apply/"))
    browser.post("/link/apply/", {"words": "I built bridges.", "save": "1"})
    assert (kept().words, kept().status) == ("I built bridges.", "draft")
    assert browser.get("/link/profile/about/?back=check").status_code in {200, 404}
    with scope(organization=here):
        Person.objects.update(years_experience=1)
    shown = browser.post("/link/apply/", {"words": "I built bridges.", "submit": "1"}, follow=True)
    assert "The program is for people with two years of experience." in text(shown)
    assert kept().status == "not_eligible"
    assert "A co-op program takes people with less." in str(mail.outbox[-1].body)
    assert browser.get("/link/apply/").status_code == 200


def test_who_fits_is_told_what_is_next_and_can_withdraw(ours: Cohort, here: Organization) -> None:
    Client().post(f"/programs/here/{ours.pk}/", {**SOMEBODY, "language": "en"})
    with scope(organization=here):
        Person.objects.update(years_experience=4)
    browser = open_newest_link(Client())
    browser.post("/link/apply/", {"words": "", "submit": "1"})
    assert kept().status == "eligible"
    assert "If there is none, the team is reminded of you." in text(browser.get("/link/apply/"))
    browser.post("/link/apply/", {"withdraw": "1"})
    assert kept().status == "withdrawn"
    again = browser.post("/link/apply/", {"withdraw": "1"}, follow=True)
    assert "Somebody else was faster" in text(again)


def test_a_closed_intake_takes_nothing_any_more(ours: Cohort, here: Organization) -> None:
    Client().post(f"/programs/here/{ours.pk}/", {**SOMEBODY, "language": "en"})
    browser = open_newest_link(Client())
    with scope(organization=here):
        Cohort.objects.update(status="running")
    shown = browser.post("/link/apply/", {"words": "x", "submit": "1"}, follow=True)
    assert "The intake is closed, so nothing was handed in." in text(shown)
    assert (kept().status, kept().words) == ("draft", "x")


def test_an_old_link_is_replaced_at_the_address_on_file(ours: Cohort, here: Organization) -> None:
    Client().post(f"/programs/here/{ours.pk}/", {**SOMEBODY, "language": "en"})
    browser = open_newest_link(Client())
    with scope(organization=here):
        SignedLink.objects.update(expires_at="2026-01-01T00:00:00Z")
    assert browser.get("/link/apply/").status_code == 410
    browser.post("/link/again/")
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"], ["ana@example.org"]]
    assert open_newest_link(Client()).get("/link/apply/").status_code == 200


def test_a_link_for_something_else_opens_no_application(here: Organization, ours: Cohort) -> None:
    who = mentor(here)
    with scope(organization=here):
        invite_mentor(cohort=ours, mentor=who, by=system(here))
    assert open_newest_link(Client()).get("/link/apply/").status_code == 410


def test_a_mentor_answers_by_link_and_goes_on_to_the_profile(here: Organization, ours: Cohort) -> None:
    who = mentor(here)
    with scope(organization=here):
        part = invite_mentor(cohort=ours, mentor=who, by=system(here))
    browser = open_newest_link(Client())
    assert "Yes, I take part" in text(browser.get("/link/take-part/"))
    browser.post("/link/take-part/", {"place": part.pk, "agree": "1"})
    assert "Thank you! You take part." in text(browser.get("/link/take-part/"))
    assert browser.get("/link/profile/").status_code == 200
    late = browser.post("/link/take-part/", {"place": part.pk, "decline": "1"}, follow=True)
    assert late.status_code == 200
    with scope(organization=here):
        assert MentorPlace.objects.get().status == "agreed"


def test_a_mentor_reads_how_much_time_it_takes_and_nothing_of_cohorts_that_are_over(
    here: Organization, ours: Cohort
) -> None:
    who = mentor(here)
    days = Span("mentorship", dt.date(2041, 3, 1), dt.date(2041, 6, 28))
    with scope(organization=here):
        Program.objects.update(required_hours=24, duration_months=4)
        before = add_cohort(program=ours.program, name="2019", seats=2, spans=[days], by=system(here))
        for row in (before, ours):
            invite_mentor(cohort=Cohort.objects.get(pk=row.pk), mentor=who, by=system(here))
    assert "24 h in all, between 1 Mar 2041 and 28 Jun 2041." in str(mail.outbox[-2].body)
    assert "24 h in all, within 4 months." in str(mail.outbox[-1].body)
    with scope(organization=here):
        Cohort.objects.filter(pk=before.pk).update(status="completed")
    page = text(open_newest_link(Client()).get("/link/take-part/"))
    assert ("within 4 months." in page, "2019" in page) == (True, False)


def test_a_mentor_who_cannot_says_so(here: Organization, ours: Cohort) -> None:
    who = mentor(here)
    with scope(organization=here):
        part = invite_mentor(cohort=ours, mentor=who, by=system(here))
    browser = open_newest_link(Client())
    browser.post("/link/take-part/", {"place": "0", "agree": "1"})
    browser.post("/link/take-part/", {"place": part.pk, "decline": "1"})
    assert "You do not take part this time." in text(browser.get("/link/take-part/"))


def test_the_queue_is_filtered_and_searched(here: Organization, ours: Cohort, staff: Client) -> None:
    applied(ours, participant(here, given_name="Amara", family_name="Diallo"))
    applied(ours, participant(here, given_name="Bo", family_name="Chen", years_experience=None))
    page = f"/o/here/manage/programs/cohorts/{ours.pk}/applications/"
    assert "Amara Diallo" in text(staff.get(page))
    to_check = text(staff.get(f"{page}?status=to_check"))
    assert ("Bo Chen" in to_check, 'name="selected"' in to_check) == (True, True)
    assert "No applications" not in text(staff.get(f"{page}?q=amara&came=self"))
    assert staff.get(f"{page}?file=csv").status_code == 200
    assert staff.get("/o/here/manage/programs/cohorts/0/applications/").status_code == 404


def test_several_are_decided_about_after_a_preview(ours: Cohort, staff: Client) -> None:
    rows = [applied(ours) for _number in range(3)]
    page = f"/o/here/manage/programs/cohorts/{ours.pk}/applications/decide/"
    chosen = [row.pk for row in rows]
    preview = text(staff.get(page, {"way": "accept", "selected": [str(pk) for pk in chosen]}))
    assert "Only 2 seats are free" in preview
    assert kept(rows[0]).status == "eligible"
    seen = [f"{row.pk}:{row.version}" for row in rows]
    said = staff.post(page, {"way": "accept", "selected": chosen, "seen": seen}, follow=True)
    assert "All 2 seats of this cohort are taken." in text(said)
    assert [kept(row).status for row in rows] == ["accepted", "accepted", "eligible"]


def test_who_is_not_chosen_reads_why_in_their_language(
    here: Organization, ours: Cohort, staff: Client
) -> None:
    row = applied(ours, participant(here, language="fr"))
    page = f"/o/here/manage/programs/cohorts/{ours.pk}/applications/decide/"
    asked = staff.post(page, {"way": "decline", "selected": [row.pk], "reason": ""})
    assert kept(row).status == "eligible"
    assert asked.status_code == 200
    staff.post(page, {"way": "decline", "selected": [row.pk], "reason": "no_mentor", "feedback": "En mai."})
    assert kept(row).status == "declined"
    letter = str(mail.outbox[-1].body)
    assert ("Aucun mentor de la profession" in letter, "En mai." in letter) == (True, True)


def test_a_decision_about_nobody_leads_back(ours: Cohort, staff: Client) -> None:
    page = f"/o/here/manage/programs/cohorts/{ours.pk}/applications/decide/"
    assert staff.get(f"{page}?way=accept").status_code == 302
    assert staff.get(f"{page}?way=fly&selected=1").status_code == 302


def test_what_cannot_be_decided_is_left_out_of_the_preview(
    here: Organization, ours: Cohort, staff: Client
) -> None:
    row = applied(ours, participant(here, years_experience=None))
    page = f"/o/here/manage/programs/cohorts/{ours.pk}/applications/decide/"
    assert "Not possible as they stand" in text(staff.get(page, {"way": "accept", "selected": [str(row.pk)]}))


def test_people_on_file_are_given_seats(here: Organization, ours: Cohort, staff: Client) -> None:
    people = [participant(here) for _number in range(3)]
    page = f"/o/here/manage/programs/cohorts/{ours.pk}/applications/"
    said = staff.post(page, {"participants": [one.pk for one in people], "seat": "1"}, follow=True)
    assert "Done for 2 people, who are told." in text(said)
    with scope(organization=here):
        assert Application.objects.filter(status="accepted").count() == Cohort.objects.get().taken == 2
        assert Participant.objects.filter(status="enrolled").count() == 2


def test_who_a_partner_refers_is_sent_the_link(here: Organization, ours: Cohort, staff: Client) -> None:
    partner = partner_of(here, slug="agency")
    with scope(organization=here):
        add_partner(program=ours.program, partnership=Partnership.objects.get(), by=system(here))
    who = participant(here)
    page = f"/o/here/manage/programs/cohorts/{ours.pk}/applications/"
    staff.post(page, {"participants": [who.pk], "referred_by": partner.pk, "ask": "1"})
    assert (kept().status, kept().referred_by_id) == ("draft", partner.pk)
    assert open_newest_link(Client()).get("/link/apply/").status_code == 200
    nobody = participant(here, email="")
    refused = staff.post(page, {"participants": [nobody.pk], "ask": "1"}, follow=True)
    assert "There is no email address on file." in text(refused)


def test_the_page_of_an_application_asks_what_the_one_letter_says(here: Organization, ours: Cohort) -> None:
    partner = partner_of(here, slug="agency")
    row = participant(here, email="ana@example.org")
    with scope(organization=here):
        by = system(here)
        named = Partnership.objects.get()
        add_partner(program=ours.program, partnership=named, by=by)
    counsellor = Actor(partner, factories.member(partner, Role.COUNSELLOR), frozenset({Role.COUNSELLOR}))
    refer_across(cohort=ours, by=counsellor, **{**SOMEBODY, "email": row.person.email})
    browser = open_newest_link(Client())
    question = f"May {partner} see where your application stands?"
    asked = [question in text(browser.get("/link/apply/"))]
    assert '<a href="/link/apply/">' in text(browser.get("/link/consent/"))
    with scope(organization=here):
        ConsentRequest.objects.all().delete()
    asked.append(question in text(browser.get("/link/apply/")))
    assert asked == [True, False]


def test_one_application_is_reviewed_and_decided(here: Organization, ours: Cohort, staff: Client) -> None:
    row = applied(ours)
    with scope(organization=here):
        by = system(here)
        goal = add_criterion(program=ours.program, name_en="Knows their goal", by=by)
        talk = add_criterion(program=ours.program, name_en="Can talk about it", by=by)
    page = f"/o/here/manage/programs/applications/{row.pk}/"
    assert "Nobody has written a review yet." in text(staff.get(page))
    review = {
        "review": "1",
        "kind": "review",
        f"criterion_{goal.pk}": "4",
        f"criterion_{talk.pk}": "5",
        "note": "Clear.",
        "advice": "accept",
    }
    staff.post(page, review)
    assert "4.5 of 5" in text(staff.get(page))
    with scope(organization=here):
        assert Review.objects.get().note == "Clear."
    assert staff.post(page, {"review": "1", "kind": "dream"}).status_code == 200
    staff.post(page, {"way": "review", "version": row.version})
    assert kept(row).status == "in_review"
    late = staff.post(page, {"way": "accept", "version": row.version}, follow=True)
    assert "the application is now “In review”" in text(late)
    staff.post(page, {"way": "accept", "version": kept(row).version})
    assert kept(row).status == "accepted"
    assert "There is no such step." in text(staff.post(page, {"way": "fly"}, follow=True))


def test_the_rules_are_asked_again_and_staff_can_find_otherwise(
    here: Organization, ours: Cohort, staff: Client
) -> None:
    row = applied(ours, participant(here, years_experience=None))
    page = f"/o/here/manage/programs/applications/{row.pk}/"
    assert "Years of experience" in text(staff.get(page))
    staff.post(page, {"judge": "1"})
    assert kept(row).status == "to_check"
    staff.post(page, {"way": "find_not_eligible", "version": kept(row).version})
    assert kept(row).status == "not_eligible"
    staff.post(page, {"way": "take_up_again", "version": kept(row).version})
    staff.post(page, {"way": "find_eligible", "version": kept(row).version})
    assert kept(row).status == "eligible"
    assert staff.post(page, {"way": "decline", "reason": ""}).status_code == 200
    staff.post(page, {"way": "decline", "reason": "no_seat", "version": kept(row).version})
    assert kept(row).status == "declined"
    assert staff.get("/o/here/manage/programs/applications/0/").status_code == 404


def test_mentors_are_asked_noted_and_taken_out(here: Organization, ours: Cohort, staff: Client) -> None:
    first, second = mentor(here), mentor(here)
    page = f"/o/here/manage/programs/cohorts/{ours.pk}/mentors/"
    assert "No mentors yet" in text(staff.get(page))
    assert "1 mentor is asked." in text(staff.post(page, {"mentors": [first.pk], "invite": "1"}, follow=True))
    noted = staff.post(page, {"mentors": [second.pk], "take": "1"}, follow=True)
    assert "1 mentor takes part." in text(noted)
    with scope(organization=here):
        statuses = list(MentorPlace.objects.order_by("pk").values_list("status", flat=True))
        part = MentorPlace.objects.get(mentor=second)
    assert statuses == ["invited", "agreed"]
    staff.post(page, {"release": part.pk})
    with scope(organization=here):
        assert MentorPlace.objects.get(mentor=second).status == "withdrawn"
    assert staff.post(page, {"mentors": ["0"], "take": "1"}).status_code == 200


def test_applications_that_wait_for_too_long_are_under_today(
    here: Organization, ours: Cohort, staff: Client
) -> None:
    rows = [applied(ours) for _number in range(3)]
    who = mentor(here)
    with scope(organization=here):
        invite_mentor(cohort=ours, mentor=who, by=system(here))
        put_on_waitlist(application=rows[0], by=system(here))
        accept(application=rows[1], by=system(here))
        Application.objects.filter(pk=rows[2].pk).update(since="2026-01-01T00:00:00Z")
        MentorPlace.objects.update(since="2026-01-01T00:00:00Z")
    cache.clear()
    today = text(staff.get("/o/here/manage/"))
    assert f"A seat is free, and {rows[0].participant} is first on the wait list" in today
    assert ("Applicant waiting" in today, "Mentor has not answered" in today) == (True, True)
