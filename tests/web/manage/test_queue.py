"""The queue on the home page, all of it, and one row with its letters."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.roles import Role
from parcours.engagements.models import Mentorship
from parcours.today.models import Decision
from tests import factories
from tests.access.walk import text_of
from tests.engagements import made

pytestmark = pytest.mark.django_db

HOME = "/o/north/manage/"
ALL = f"{HOME}today/"


@pytest.fixture
def row() -> Mentorship:
    """A pair that met first sixty days ago, and is silent since."""
    return made.since(made.together(), 62, met=60)


@pytest.fixture
def staff(client: Client, row: Mentorship) -> Client:
    client.force_login(factories.member(row.organization, Role.COORDINATOR, name="Mei Lin"))
    return client


def one(row: Mentorship, kind: str = "silence") -> str:
    return f"{ALL}{kind}/{row.pk}/"


def decided(row: Mentorship) -> list[tuple[str, dt.date | None]]:
    with scope(organization=row.organization):
        return list(Decision.objects.values_list("did", "until"))


def test_the_first_stand_on_the_home_page_and_all_on_theirs(staff: Client) -> None:
    home, everything = text_of(staff.get(HOME)), text_of(staff.get(ALL))
    assert [page.count("Noor Haddad – Ana Roy") for page in (home, everything)] == [2, 2]
    assert "Open the queue" in home


def test_it_is_narrowed_by_kind_and_cohort(staff: Client, row: Mentorship) -> None:
    counts = [
        len(staff.get(ALL, asked).context["rows"])
        for asked in ({}, {"kind": "silence"}, {"cohort": row.cohort_id}, {"kind": "x", "cohort": "x"})
    ]
    assert counts == [3, 1, 3, 3]


def test_a_letter_is_edited_sent_and_seen_by_colleagues(staff: Client, row: Mentorship) -> None:
    page, noor = text_of(staff.get(one(row))), row.participant.person
    mail.outbox.clear()
    until = timezone.localdate() + dt.timedelta(days=3)
    sent = {"write": "1", "seen": "0", f"to_{noor.pk}": "Comment ça va?", "until": str(until)}
    answer = staff.post(one(row), sent, follow=True)
    assert ("Letter to Noor Haddad" in page, "on their way" in text_of(answer)) == (True, True)
    assert [("Comment ça va?" in letter.body, letter.to) for letter in mail.outbox] == [
        (True, ["noor@example.org"])
    ]
    assert decided(row) == [("wrote", until)]
    assert "Written to by Mei Lin" in text_of(staff.get(f"{ALL}?aside=1"))


@pytest.mark.parametrize(("which", "days"), [("day", 1), ("week", 7)])
def test_it_is_put_off_with_one_button(staff: Client, row: Mentorship, which: str, days: int) -> None:
    staff.post(one(row), {"off": which, "seen": "0"})
    assert decided(row) == [("snoozed", timezone.localdate() + dt.timedelta(days=days))]


def test_it_is_put_off_until_a_day_and_brought_back(staff: Client, row: Mentorship) -> None:
    until = timezone.localdate() + dt.timedelta(days=30)
    staff.post(one(row), {"later": "1", "until": str(until), "seen": "0"})
    staff.post(one(row), {"back": "1", "seen": "1"})
    assert decided(row) == [("snoozed", until), ("back", None)]


def test_the_second_of_two_is_told_that_it_was_done(staff: Client, row: Mentorship) -> None:
    staff.post(one(row), {"dealt_with": "1", "note": "They were called.", "seen": "0"})
    late = staff.post(one(row), {"dealt_with": "1", "seen": "0"})
    assert (late.status_code, "Mei Lin was faster" in text_of(late)) == (409, True)
    assert "They were called." in text_of(staff.get(one(row)))


def test_a_row_whose_reason_is_gone_says_so(staff: Client, row: Mentorship) -> None:
    staff.post(one(row), {"dealt_with": "1", "seen": "0"})
    with scope(organization=row.organization):
        Mentorship.objects.filter(pk=row.pk).update(status="paused")
    assert [staff.get(one(row, kind)).status_code for kind in ("silence", "first_meeting")] == [409, 404]


def test_a_missing_questionnaire_leads_to_where_it_is_published(staff: Client, row: Mentorship) -> None:
    page = f"{ALL}questionnaire/{row.cohort_id}/"
    shown = staff.get(page)
    assert [f'href="{HOME}{path}' in shown.text for path in ("people/surveys/", "programs/cohorts/")] == [
        True,
        True,
    ]
    assert "Mid review (participants, mentors)" in text_of(staff.get(ALL))
    staff.post(page, {"dealt_with": "1", "seen": "0"})
    assert decided(row) == [("done", None)]
