"""The page of one mentor of a cohort: places, screening, wishes; and what of it stands beside the short-lists."""

import pytest
from django.test import Client
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.applications.actions.reviewing import write_review
from parcours.applications.models import Application, MentorPlace, ScreeningStep
from parcours.matching.models import Candidate, Wish
from parcours.people.models import Mentor, Participant, Person
from parcours.programs.models import Cohort, Program
from tests import factories
from tests.access.walk import text_of
from tests.applications import made as applications
from tests.architecture.changes_of_matches import MATCHING
from tests.engagements import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Organization:
    return factories.organization("north")


@pytest.fixture
def cohort(here: Organization) -> Cohort:
    return applications.cohort(here, seats=9)


@pytest.fixture
def luc(cohort: Cohort) -> Mentor:
    return made.mentor(cohort, places=2, given_name="Luc", family_name="Roy")


@pytest.fixture
def browser(client: Client, here: Organization) -> Client:
    client.force_login(factories.member(here, Role.COORDINATOR, name="Kim Osei"))
    return client


def part(here: Organization) -> MentorPlace:
    with scope(organization=here):
        return MentorPlace.objects.get()


def at(here: Organization) -> str:
    row = part(here)
    return f"/o/north/manage/programs/cohorts/{row.cohort_id}/mentors/{row.pk}/"


def matching(cohort: Cohort, more: str) -> str:
    return f"/o/north/manage/programs/cohorts/{cohort.pk}/matching/{more}"


def test_t43_fewer_places_than_mentees_are_refused_and_no_new_matches_offered(
    browser: Client, here: Organization, cohort: Cohort, luc: Mentor
) -> None:
    made.pair(cohort, made.mentee(cohort, given_name="Amara", family_name="Diallo"), luc)
    assert "No new matches" in text_of(browser.get(at(here)))
    browser.post(at(here), {"none_new": "1", "version": str(part(here).version)})
    assert part(here).places == 1
    made_late = {"save_places": "1", "places": "2", "version": "1"}
    said = text_of(browser.post(at(here), made_late, follow=True))
    assert "Kim Osei set the places of Luc Roy to 1" in said
    browser.post(at(here), {**made_late, "version": str(part(here).version)})
    made.pair(cohort, made.mentee(cohort, given_name="Zoe", family_name="Diallo"), luc)
    fewer = {"save_places": "1", "places": "1", "version": str(part(here).version)}
    said = text_of(browser.post(at(here), fewer, follow=True))
    assert "Luc Roy has 2 mentees here: Amara Diallo, Zoe Diallo" in said
    assert part(here).places == 2


@pytest.mark.usefixtures("luc")
def test_a_step_is_noted_with_what_was_said_and_taken_back(browser: Client, here: Organization) -> None:
    noted = {"note_step": "1", "step": "interview", "on": "2026-01-05", "note": "Likes bridges."}
    browser.post(at(here), noted)
    shown = text_of(browser.get(at(here)))
    assert ("Likes bridges." in shown, "Kim Osei" in shown, "Still to be done" in shown) == (True, True, True)
    with scope(organization=here):
        (step,) = ScreeningStep.objects.all()
    browser.post(at(here), {"undo_step": str(step.pk)})
    with scope(organization=here):
        assert not ScreeningStep.objects.exists()


@pytest.mark.usefixtures("luc")
def test_a_day_to_come_or_none_is_said_at_the_form(browser: Client, here: Organization) -> None:
    tomorrow = {"note_step": "1", "step": "interview", "on": "2040-01-05", "note": ""}
    assert "Note a step once it has been done." in text_of(browser.post(at(here), tomorrow, follow=True))
    assert "Give a date" in text_of(browser.post(at(here), {**tomorrow, "on": ""}))


def test_notes_wishes_and_the_next_best_stand_beside_the_short_list(
    browser: Client, here: Organization, cohort: Cohort, luc: Mentor
) -> None:
    amara = made.mentee(cohort, given_name="Amara")
    browser.post(
        at(here), {"note_step": "1", "step": "interview", "on": "2026-01-05", "note": "Likes bridges."}
    )
    browser.post(at(here), {"save_wishes": "1", "wish_0": str(amara.pk), "wish_1": "", "wish_2": ""})
    made.mentor(cohort, given_name="Ana", family_name="Lee")
    mine = {"save_wishes": "1", "wish_0": str(luc.pk), "wish_1": "", "wish_2": ""}
    browser.post(matching(cohort, f"mentee/{amara.pk}/"), mine)
    with scope(organization=here):
        write_review(
            application=Application.objects.select_related("participant__person__user").get(),
            scores={},
            note="Ready to begin.",
            kind="interview",
            by=made.staff(made.pair(cohort, made.mentee(cohort), made.mentor(cohort))),
        )
        assert sorted(Wish.objects.values_list("side", "rank")) == [("mentee", 1), ("mentor", 1)]
    browser.post(matching(cohort, "run/"), MATCHING)
    with scope(organization=here):
        first = Candidate.objects.get(participant=amara, is_proposed=True)
    page = text_of(browser.get(matching(cohort, f"mentee/{amara.pk}/")))
    assert (first.mentor_id, "Likes bridges." in page, "Ready to begin." in page) == (luc.pk, True, True)
    assert "Best other mentor: Ana Lee" in page
    assert "cost all pairs together 120 points" in page


def test_who_is_not_matched_and_why_is_on_the_page(
    browser: Client, here: Organization, cohort: Cohort, luc: Mentor
) -> None:
    amara = made.mentee(cohort)
    with scope(organization=here):
        Program.objects.update(screened_only=True)
    browser.post(matching(cohort, "run/"), MATCHING)
    assert f"Screening still to be done: {luc}" in text_of(browser.get(matching(cohort, "")))
    assert "Without a place in the last run." in text_of(browser.get(matching(cohort, f"mentee/{amara.pk}/")))
    assert "4 steps left" in text_of(browser.get(f"/o/north/manage/programs/cohorts/{cohort.pk}/mentors/"))


def test_what_the_two_wrote_about_wishes_and_names_stands_where_staff_call_and_match(
    browser: Client, here: Organization, cohort: Cohort, luc: Mentor
) -> None:
    amara = made.mentee(cohort)
    with scope(organization=here):
        Mentor.objects.filter(pk=luc.pk).update(wishes_in_words="Somebody who builds bridges.")
        Participant.objects.filter(pk=amara.pk).update(wishes_in_words="Luc, whom I heard speak.")
        Person.objects.filter(pk=luc.person_id).update(pronunciation="LÜK")
    page = text_of(browser.get(at(here)))
    assert ("Said as “LÜK”" in page, "Somebody who builds bridges." in page) == (True, True)
    assert "Luc, whom I heard speak." in text_of(browser.get(matching(cohort, f"mentee/{amara.pk}/")))


def test_a_lowered_capacity_is_what_the_matching_proposes_by(
    browser: Client, here: Organization, cohort: Cohort, luc: Mentor
) -> None:
    for name in ("Amara", "Noor"):
        made.mentee(cohort, given_name=name)
    with scope(organization=here):
        Mentor.objects.filter(pk=luc.pk).update(capacity=1)
    browser.post(matching(cohort, "run/"), MATCHING)
    with scope(organization=here):
        assert Candidate.objects.filter(is_proposed=True).count() == 1
