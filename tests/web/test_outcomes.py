"""The end of a mentorship as people see it: staff close it, both open their letter, anybody checks a certificate."""

import re

import pytest
from django.core import mail
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.audit.queries import readable
from parcours.accounts.models import AuditEntry, Organization
from parcours.accounts.roles import Role
from parcours.engagements.models import Mentorship
from parcours.outcomes.actions.certifying import check_address
from parcours.outcomes.actions.telling import send_closing
from parcours.outcomes.actions.working import note_attempt
from parcours.outcomes.keeping_time import keep_time_across
from parcours.outcomes.models import Closing, FollowUp
from tests import factories
from tests.access.walk import text_of
from tests.engagements import made as pairs
from tests.outcomes import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Mentorship:
    return made.running(made.cohort(), given_name="Noor", family_name="Haddad", email="noor@example.org")


def staff(here: Organization) -> Client:
    browser = Client()
    browser.force_login(factories.member(here, Role.COORDINATOR))
    return browser


def by_link(who: str) -> Client:
    """The browser of somebody who opened the last link that they were sent."""
    letter = next(one for one in reversed(mail.outbox) if one.to == [who] and "/link/" in str(one.body))
    address = re.search(r"/link/[\w-]+/", str(letter.body))
    assert address is not None
    client = Client()
    client.get(address[0], follow=True)
    return client


def test_staff_see_what_follows_before_they_end_it(row: Mentorship) -> None:
    browser = staff(row.organization)
    page = f"/o/{row.organization.slug}/manage/programs/cohorts/{row.cohort_id}/closing/"
    said = {"pair": str(row.pk), "reason": "found_work"}
    looked = text_of(browser.post(page, said | {"look": "1"}))
    assert ("It is counted as a success." in looked, pairs.found(row).status) == (True, "active")
    browser.post(page, said | {"close": "1"})
    browser.post(page, {"certify": "1"})
    with scope(organization=row.organization):
        assert (pairs.found(row).end_reason, Closing.objects.count()) == ("found_work", 2)


def test_a_window_that_closes_early_says_after_how_many_attempts(row: Mentorship) -> None:
    follow_up = made.asked(made.over(row))
    here = row.organization
    with scope(organization=here):
        note_attempt(follow_up=follow_up, how="text", ended="no_answer", by=system(here))
    made.moved(follow_up, 46)
    keep_time_across()
    browser, said = staff(here), "Window closed after 1 of 3 attempts"
    pages = (
        f"/o/{here.slug}/manage/programs/follow-ups/",
        f"/o/{here.slug}/manage/programs/follow-ups/{follow_up.pk}/",
    )
    assert [said in text_of(browser.get(page)) for page in pages] == [True, True]
    with scope(organization=here):
        entry = AuditEntry.objects.get(verb="follow_up.given_up")
        kept = readable(entry)
    assert kept is not None
    assert kept["more"]["attempts"] == 1


def test_nobody_ticked_is_said(row: Mentorship) -> None:
    page = f"/o/{row.organization.slug}/manage/programs/cohorts/{row.cohort_id}/closing/"
    sent = staff(row.organization).post(page, {"reason": "term_ended", "look": "1"})
    assert "Tick the mentorships that end." in text_of(sent)


def test_the_mentee_says_by_link_what_they_do_and_wish(row: Mentorship) -> None:
    closing = made.certified(made.over(row))["mentee"]
    made.asked(row)
    browser, follow_up = by_link("noor@example.org"), made.follow(row)
    page = f"/link/afterwards/follow-ups/{follow_up.pk}/"
    assert "Choose one." in text_of(browser.post(page, {}))
    browser.post(page, {"employment": "employed_ft", "job_title": "Engineer"})
    browser.post("/link/afterwards/", {"closing": closing.pk, "say": "1", f"w{closing.pk}-wish": "yes"})
    assert "Your answers are in." in text_of(browser.get(page))
    file = browser.get(f"/link/afterwards/{closing.pk}/certificate.pdf")
    with scope(organization=row.organization):
        kept = (FollowUp.objects.get(point="exit").status, Closing.objects.get(pk=closing.pk).wish)
    assert (kept, file["Content-Type"]) == (("reached", "yes"), "application/pdf")


def test_a_link_opens_nothing_of_the_other_one(row: Mentorship) -> None:
    both = made.certified(made.over(row))
    browser = by_link("noor@example.org")
    assert browser.get(f"/link/afterwards/{both['mentor'].pk}/certificate.pdf").status_code == 410


def test_whoever_holds_a_certificate_reads_initials_and_nobody_searches(row: Mentorship) -> None:
    closing = made.certified(made.over(row))["mentee"]
    with scope(organization=row.organization):
        path = check_address(closing).partition("://")[2].partition("/")[2]
    genuine = text_of(Client().get(f"/{path}"))
    with scope(organization=row.organization):
        Closing.objects.update(revoked_at="2026-11-26T00:00Z")
    withdrawn, unknown = text_of(Client().get(f"/{path}")), Client().get("/certificates/guessed/")
    assert ("This certificate is genuine." in genuine, "N. H." in genuine, "Haddad" in genuine) == (
        True,
        True,
        False,
    )
    assert ("This certificate was withdrawn." in withdrawn, unknown.status_code) == (True, 404)


def test_the_letter_of_a_certificate_opens_it_after_the_questions_have_come(row: Mentorship) -> None:
    with scope(organization=row.organization):
        send_closing(row.participant.person, row.cohort, "mentee", system(row.organization))
    kept = by_link("noor@example.org")
    made.over(row)
    made.asked(row)
    assert kept.get("/link/afterwards/").status_code == 200
    assert by_link("noor@example.org").get("/link/afterwards/").status_code == 200


def test_staff_note_an_attempt_on_the_call_list(row: Mentorship) -> None:
    made.over(row)
    follow_up = made.asked(row)
    browser = staff(row.organization)
    page = f"/o/{row.organization.slug}/manage/programs/follow-ups/"
    browser.post(f"{page}{follow_up.pk}/", {"attempt": "1", "a-how": "telephone", "a-ended": "no_answer"})
    assert (made.follow(row).status, "Noor Haddad" in text_of(browser.get(page))) == ("attempted", True)
    with scope(organization=row.organization):
        FollowUp.objects.filter(pk=follow_up.pk).update(status="reached")
        later = [one.pk for one in FollowUp.objects.exclude(pk=follow_up.pk).order_by("due_on", "pk")]
    shown = [int(number) for number in re.findall(r'follow-ups/(\d+)/"', text_of(browser.get(page)))]
    assert (shown, bool(later)) == ([*later, follow_up.pk], True)


def test_the_ceremony_list_is_printed_whole_and_taken_as_a_file(row: Mentorship) -> None:
    browser = staff(row.organization)
    page = f"/o/{row.organization.slug}/manage/programs/cohorts/{row.cohort_id}/"
    browser.post(f"{page}closing/", {"pair": str(row.pk), "reason": "term_ended", "close": "1"})
    browser.post(f"{page}closing/", {"certify": "1"})
    shown = browser.get(f"{page}ceremony/")
    files = [browser.get(f"{page}ceremony/?file={kind}") for kind in ("csv", "xlsx")]
    assert ("Noor Haddad" in text_of(shown), shown.context["list"].list.page_size) == (True, 500)
    assert ["attachment" in file["Content-Disposition"] for file in files] == [True, True]
    assert "Noor Haddad" in files[0].content.decode("utf-8-sig")
