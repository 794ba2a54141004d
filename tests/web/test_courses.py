"""A mentorship on its pages: by link, signed in, and for staff; each reads what is theirs."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.roles import Role
from parcours.engagements.actions.concerns import report
from parcours.engagements.actions.noting import write_note
from parcours.engagements.actions.sessions import log
from parcours.engagements.models import Concern, Mentorship, Note, PlanItem, Session, Signature
from parcours.people.models import Person
from tests import factories
from tests.access.walk import text_of
from tests.engagements import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Mentorship:
    """A pair that met first ten days ago."""
    return made.since(made.together(), 30, met=10)


@pytest.fixture
def ana(row: Mentorship) -> Client:
    """The mentor’s browser, come by the link of the letter that said that both agreed."""
    return by_link("ana@example.org", row)


@pytest.fixture
def noor(row: Mentorship) -> Client:
    """The mentee’s."""
    return by_link("noor@example.org", row)


@pytest.fixture
def staff(row: Mentorship, client: Client) -> Client:
    client.force_login(factories.member(row.organization, Role.COORDINATOR, name="Kim Osei"))
    return client


def by_link(who: str, row: Mentorship) -> Client:
    letter = next(one for one in reversed(mail.outbox) if one.to == [who] and "/link/" in str(one.body))
    address = re.search(r"/link/[\w-]+/", str(letter.body))
    assert address is not None
    client = Client()
    assert client.get(address[0], follow=True).redirect_chain[-1][0] == f"/link/mentorships/{row.pk}/"
    return client


def at(row: Mentorship, page: str = "") -> str:
    return f"/link/mentorships/{row.pk}/{page}"


def course(row: Mentorship) -> str:
    return f"/o/north/manage/programs/mentorships/{row.pk}/course/"


def logged(**more: str) -> dict[str, str]:
    today = str(timezone.localdate())
    return {
        "held_on": today,
        "minutes": "60",
        "way": "online",
        "attendance": "held",
        "note": "",
        "log": "1",
        **more,
    }


def test_one_logs_by_link_and_the_other_confirms_by_theirs(
    row: Mentorship, ana: Client, noor: Client
) -> None:
    ana.post(at(row), logged())
    with scope(organization=row.organization):
        session = Session.objects.get()
    page = text_of(noor.get(at(row)))
    assert "Est-ce exact?" in page
    noor.post(at(row), {"confirm": str(session.pk)})
    assert "1\N{NO-BREAK SPACE}h sur 24\N{NO-BREAK SPACE}h" in text_of(noor.get(at(row)))


def test_the_form_is_filled_in_as_it_was_last_time(row: Mentorship, ana: Client) -> None:
    ana.post(at(row), logged(minutes="45"))
    assert 'name="minutes" value="45"' in text_of(ana.get(at(row)))


def test_either_ends_it_from_its_page_by_the_same_link(row: Mentorship, ana: Client, noor: Client) -> None:
    way = f"/link/matches/{row.pk}/end/"
    assert f'href="{way}"' in text_of(noor.get(at(row)))
    asked = text_of(noor.get(way))
    assert f'href="{at(row)}"' in asked
    noor.post(way, {"reason": "found_work", "words": ""})
    with scope(organization=row.organization):
        row.refresh_from_db()
    assert (row.status, row.end_reason) == ("ended_early", "found_work")
    assert way not in text_of(ana.get(at(row)))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"minutes": ""}, "Say how long it was, in minutes."),
        ({"held_on": "2100-01-01"}, "This day is still to come."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    row: Mentorship, ana: Client, more: dict[str, str], said: str
) -> None:
    assert said in text_of(ana.post(at(row), logged(**more)))


def test_who_remembers_it_otherwise_says_how(row: Mentorship, ana: Client, noor: Client) -> None:
    ana.post(at(row), logged())
    with scope(organization=row.organization):
        number = str(Session.objects.get().pk)
    assert "Remplissez" in text_of(noor.post(at(row), {"dispute": number}))
    noor.post(at(row), {"dispute": number, f"session{number}-words": "Une demi-heure."})
    assert "Une demi-heure." in text_of(ana.get(at(row)))


def test_a_private_note_is_on_nobody_else_s_page(
    row: Mentorship, ana: Client, noor: Client, staff: Client
) -> None:
    ana.post(at(row, "notes/"), {"private": "1", "private-words": "Only mine"})
    ana.post(at(row, "notes/"), {"shared": "1", "shared-words": "For us"})
    pages = [
        text_of(one)
        for one in (ana.get(at(row, "notes/")), noor.get(at(row, "notes/")), staff.get(course(row)))
    ]
    assert [("Only mine" in page, "For us" in page) for page in pages] == [
        (True, True),
        (False, True),
        (False, True),
    ]


def test_beside_each_field_stands_who_reads_it(row: Mentorship, ana: Client) -> None:
    page = text_of(ana.get(at(row, "notes/")))
    assert "neither Noor nor anybody of the staff" in page
    assert "Read by you, by Noor and by the coordinators" in page


def test_a_note_is_deleted_by_its_writer_only(row: Mentorship, ana: Client, noor: Client) -> None:
    with scope(organization=row.organization):
        note = write_note(mentorship=row, words="For us", is_private=False, by=made.ana(row))
    left = []
    for browser in (noor, ana):
        browser.post(at(row, "notes/"), {"delete": str(note.pk)})
        with scope(organization=row.organization):
            left.append(Note.objects.count())
    assert left == [1, 0]


def test_both_write_the_plan(row: Mentorship, ana: Client, noor: Client) -> None:
    noor.post(at(row, "plan/"), {"goal": "1", "term": "short", "words": "Une entrevue"})
    with scope(organization=row.organization):
        goal = PlanItem.objects.get().pk
    ana.post(at(row, "plan/"), {"step": str(goal), f"step{goal}-words": "Read the CV"})
    ana.post(at(row, "plan/"), {"done": str(goal)})
    noor.post(at(row, "plan/"), {"reword": str(goal), f"reword{goal}-words": "Deux entrevues"})
    page = text_of(ana.get(at(row, "plan/")))
    assert [words in page for words in ("Deux entrevues", "Read the CV", "What it said before")] == [True] * 3


def test_the_agreement_is_signed_by_its_button(row: Mentorship, noor: Client) -> None:
    assert "Nous nous voyons." in text_of(noor.get(at(row, "agreement/")))
    noor.post(at(row, "agreement/"), {"edition": "1"})
    with scope(organization=row.organization):
        assert list(Signature.objects.values_list("side", "way", "language")) == [("mentee", "link", "fr")]


def test_the_next_meeting_is_a_file_for_calendars(row: Mentorship, ana: Client) -> None:
    day = str(timezone.localdate() + dt.timedelta(days=3))
    sent = {"meeting-day": day, "meeting-time": "17:00", "meeting-minutes": "60", "meeting-sequence": "0"}
    assert ana.get(at(row, "meeting.ics")).status_code == 404
    ana.post(at(row), {"plan": "1", **sent})
    first = text_of(ana.get(at(row, "meeting.ics")))
    ana.post(at(row), {"plan": "1", **sent, "meeting-time": "18:00"})
    moved = text_of(ana.get(at(row, "meeting.ics")))
    uids = {line for text in (first, moved) for line in text.splitlines() if line.startswith("UID:")}
    assert (len(uids), "T180000" in moved) == (1, True)


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_of_which_no_clock_is_known_is_refused(row: Mentorship, ana: Client, day: str) -> None:
    sent = {"meeting-day": day, "meeting-time": "17:00", "meeting-minutes": "60", "meeting-sequence": "0"}
    assert "between the years 2000 and 2100" in text_of(ana.post(at(row), {"plan": "1", **sent}))
    assert ana.get(at(row, "meeting.ics")).status_code == 404


def test_a_concern_is_read_by_the_coordinators_and_not_by_the_other_one(
    row: Mentorship, ana: Client, noor: Client, staff: Client
) -> None:
    noor.post(at(row, "concern/"), {"kind": "conduct", "words": "Il crie."})
    with scope(organization=row.organization):
        concern = f"/o/north/manage/programs/concerns/{Concern.objects.get().pk}/"
    pages = [ana.get(at(row, page)) for page in ("", "plan/", "notes/", "agreement/", "concern/")]
    assert ["Il crie." in text_of(page) for page in pages] == [False] * 5
    assert "Il crie." in text_of(staff.get(concern))
    assert "Noor Haddad" in text_of(staff.get("/o/north/manage/"))


def test_a_step_is_taken_with_the_letters_as_they_were_edited(row: Mentorship, staff: Client) -> None:
    with scope(organization=row.organization):
        concern = report(mentorship=row, kind="conduct", words="Il crie.", by=made.noor(row))
    address = f"/o/north/manage/programs/concerns/{concern.pk}/?step=pause"
    assert "Votre mentorat avec Ana est en pause" in text_of(staff.get(address))
    before = len(mail.outbox)
    staff.post(address, {"to_mentor": "Please wait.", "to_mentee": "", "note": "Called both."})
    assert [one.to for one in mail.outbox[before:]] == [["ana@example.org"]]
    assert made.found(row).status == "paused"


def test_who_coordinates_and_is_one_of_the_two_reads_no_concern(row: Mentorship, staff: Client) -> None:
    with scope(organization=row.organization):
        concern = report(mentorship=row, kind="fit", words="Hm.", by=made.noor(row))
        Person.objects.filter(pk=row.mentor.person_id).update(user=staff.session["_auth_user_id"])
    assert staff.get(f"/o/north/manage/programs/concerns/{concern.pk}/").status_code == 403
    assert "shown to other coordinators only" in text_of(staff.get(course(row)))


def test_staff_decide_about_a_session_and_note_a_signature(row: Mentorship, staff: Client) -> None:
    with scope(organization=row.organization):
        session = log(mentorship=row, held_on=timezone.localdate(), by=made.ana(row))
    staff.post(course(row), {"let_count": str(session.pk)})
    staff.post(course(row), {"paper": "1", "side": "mentee", "on": str(timezone.localdate())})
    with scope(organization=row.organization):
        assert Session.objects.get().status == "confirmed"
        assert Signature.objects.get().way == "paper"


def test_the_pairs_of_a_cohort_stand_side_by_side(row: Mentorship, staff: Client) -> None:
    page = text_of(staff.get(f"/o/north/manage/programs/cohorts/{row.cohort_id}/mentorships/"))
    assert ("Noor Haddad – Ana Roy" in page, "Agreement not signed" in page) == (True, True)


def test_of_a_pair_that_ended_nothing_is_forecast(row: Mentorship, staff: Client, ana: Client) -> None:
    too_few = "There are too few sessions yet"
    pages = [(staff, f"/o/north/manage/programs/cohorts/{row.cohort_id}/mentorships/"), (ana, at(row))]
    assert [too_few in text_of(who.get(page)) for who, page in pages] == [True, True]
    today = timezone.localdate()
    with scope(organization=row.organization):
        Mentorship.objects.update(status="ended_early", ended_on=today, end_reason="found_work")
    assert [too_few in text_of(who.get(page)) for who, page in pages] == [False, False]
    with scope(organization=row.organization):
        Mentorship.objects.update(started_on=today - dt.timedelta(days=60))
        for day in (50, 40, 30):
            held = dt.timedelta(days=day)
            Session.objects.create(
                organization=row.organization,
                mentorship=row,
                held_on=today - held,
                minutes=60,
                status="confirmed",
                logged_by="mentor",
                answer_by=today,
            )
    assert ["At this pace" in text_of(who.get(page)) for who, page in pages] == [False, False]


def test_with_an_account_the_pages_are_under_one_s_profile(row: Mentorship, client: Client) -> None:
    user = factories.member(row.organization, Role.MENTOR)
    with scope(organization=row.organization):
        Person.objects.filter(pk=row.mentor.person_id).update(user=user)
    client.force_login(user)
    assert f"/o/north/mentorships/{row.pk}/" in text_of(client.get("/o/north/profile/"))
    client.post(f"/o/north/mentorships/{row.pk}/", logged())
    with scope(organization=row.organization):
        assert Session.objects.get().logged_by == "mentor"


def test_nobody_else_opens_it(row: Mentorship, client: Client) -> None:
    client.force_login(factories.member(row.organization, Role.MENTOR))
    assert client.get(f"/o/north/mentorships/{row.pk}/").status_code == 404


def test_the_program_offers_links(row: Mentorship, staff: Client, ana: Client) -> None:
    page = f"/o/north/manage/programs/{row.cohort.program_id}/resources/"
    sent = {"add": "1", "title_en": "Guide", "title_fr": "", "address": "https://guide.example.org/"}
    staff.post(page, sent)
    assert "The program offers this address already." in text_of(staff.post(page, sent))
    assert "https://guide.example.org/" in text_of(ana.get(at(row)))
