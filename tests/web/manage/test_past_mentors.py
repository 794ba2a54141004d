"""Past mentors who said that they would do it again are a list to ask from, on the page of a cohort’s mentors."""

import datetime as dt
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.applications.models import MentorPlace
from parcours.outcomes.models import Closing
from parcours.people.models import Mentor
from parcours.programs.models import Cohort
from parcours.surveys.models import Answer, Question, Questionnaire, SurveyRequest
from tests import factories
from tests.applications.made import cohort, mentor

pytestmark = pytest.mark.django_db


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
    return unescape(response.content.decode())


def closed(where: Cohort, who: Mentor, wish: str) -> None:
    """Close a mentorship of the mentor, who says whether they would do it again."""
    with scope(organization=where.organization):
        number = Closing.objects.count()
        Closing.objects.create(
            organization=where.organization,
            cohort=where,
            person=who.person,
            side="mentor",
            name=str(who),
            ended_on="2026-01-01",
            issued_on="2026-01-01",
            token_hash=f"hash {number}",
            wish=wish,
            wished_at=timezone.now() + dt.timedelta(minutes=number),
        )


def reviewed(where: Organization, who: Mentor, answer: str, seen: str) -> None:
    """Have the mentor answer the final review, whose answers are ``seen`` by name or as totals."""
    own: dict[str, Any] = {"organization": where}
    with scope(organization=where):
        review = Questionnaire.objects.create(purpose="final_review", audience="mentor", seen=seen, **own)
        question = Question.objects.create(
            questionnaire=review,
            position=1,
            kind="yes_no",
            text_en="Again?",
            measure="take_part_again",
            **own,
        )
        days = dict.fromkeys(("opens_on", "due_on", "closes_on"), dt.date(2026, 1, 1))
        request = SurveyRequest.objects.create(
            person=who.person,
            questionnaire=review,
            state="answered",
            answered_at=timezone.now(),
            **days,
            **own,
        )
        Answer.objects.create(request=request, question=question, value=answer, **own)


def test_past_mentors_who_would_again_are_asked_at_one_press(
    here: Organization, ours: Cohort, staff: Client
) -> None:
    page = f"/o/here/manage/programs/cohorts/{ours.pk}/mentors/"
    assert staff.get(page).context["again"] is None
    gladly, not_again, never_said = mentor(here), mentor(here), mentor(here)
    for who, wish in ((gladly, "no"), (gladly, "yes"), (not_again, "yes"), (not_again, "no")):
        closed(ours, who, wish)
    field = staff.get(page).context["again"].fields["again"]
    assert [int(pk) for pk, _said in field.choices] == [gladly.pk]
    assert "said on" in str(field.choices)
    assert "Tick whom to ask." in text(staff.post(page, {"ask_again": "1"}))
    assert staff.post(page, {"ask_again": "1", "again": [never_said.pk]}).status_code == 200
    assert "1 mentor is asked." in text(
        staff.post(page, {"ask_again": "1", "again": [gladly.pk]}, follow=True)
    )
    with scope(organization=here):
        assert MentorPlace.objects.get().mentor == gladly
    assert staff.get(page).context["again"] is None


def test_what_they_say_in_a_review_counts_where_staff_may_see_it_by_name(
    here: Organization, ours: Cohort, staff: Client
) -> None:
    gladly, no, in_totals = mentor(here), mentor(here), mentor(here)
    for who, answer, seen in ((gladly, "yes", "named"), (no, "no", "named"), (in_totals, "yes", "totals")):
        reviewed(here, who, answer, seen)
    page = staff.get(f"/o/here/manage/programs/cohorts/{ours.pk}/mentors/")
    assert [int(pk) for pk, _said in page.context["again"].fields["again"].choices] == [gladly.pk]
