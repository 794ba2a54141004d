"""The demo's site: filled once, with every persona in place."""

from collections.abc import Iterator
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from django.test import Client, override_settings
from django_scopes import scope
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.models import Organization, User
from parcours.accounts.queries import organizations_across
from parcours.applications.queries import places_of
from parcours.demo import site
from parcours.engagements.queries import mentorships
from parcours.matching.models import Run
from parcours.messaging.calendar.models import Series
from parcours.messaging.calendar.queries import of_series
from parcours.outcomes.keeping_time import keep_time_across
from parcours.outcomes.queries import follow_ups, was_cut_short
from parcours.people.consent.queries import today
from parcours.people.consent.sight import read_across, shared_with_across
from parcours.people.documents.lists import Reading
from parcours.people.documents.models import Document
from parcours.people.models import Person
from parcours.people.queries import mentors, participants, supervisors, unfinished_requests
from parcours.programs.queries import cohorts, partners_of
from parcours.reporting.cohort.readers import Reader
from parcours.reporting.cohort.report import draw_up
from parcours.web.public.personas import BY_KEY, PERSONAS, Persona
from tests.e2e.pictures import IMAGES, PAGES
from tests.e2e.visit import LANGUAGES
from tests.rows import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]  # a demo is never on another database


@pytest.fixture(scope="module")
def _built(
    django_db_setup: None,  # noqa: ARG001 - there is a database first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    with override_settings(DEMO=True), made_once(django_db_blocker, site.build):
        yield


@pytest.fixture(autouse=True)
def demo(_built: None, settings: Settings) -> None:
    settings.DEMO = True


def test_every_persona_belongs_somewhere() -> None:
    users = {user.email: user for user in User.objects.all()}
    homes = {
        persona.key: [home.slug for home in organizations_across(users[persona.email])]
        for persona in PERSONAS
    }
    assert homes == {
        "coordinator-city": ["rivermouth"],
        "coordinator-agency": ["northgate"],
        "participant": ["northgate", "rivermouth"],
        "mentor": ["rivermouth"],
        "supervisor": ["rivermouth"],
        "counsellor": ["harbour", "northgate", "rivermouth"],
        "funder": ["lakeside-fund", "northgate", "rivermouth"],
        "administrator": ["coastal-works", "harbour", "northgate", "rivermouth"],
    }


@pytest.mark.parametrize(
    ("persona", "slug", "waiting"),
    [
        ("administrator", "rivermouth", 22),
        ("administrator", "northgate", 10),
        ("coordinator-city", "rivermouth", 17),
        ("coordinator-agency", "northgate", 7),
    ],
)
def test_something_waits_for_whoever_runs_things(
    client: Client, persona: str, slug: str, waiting: int
) -> None:
    client.post("/demo/", {"persona": persona})
    today = client.get(f"/o/{slug}/manage/").context
    assert len(today["needs"]) + today["waiting"] == waiting


def test_the_city_knows_its_people() -> None:
    with scope(organization=Organization.objects.get(slug="rivermouth")):
        counted = (participants().count(), mentors().count(), supervisors().count())
        abroad = [row.full_name for row in Person.objects.filter(whereabouts="abroad")]
        linked = {row.user.email for row in Person.objects.exclude(user=None) if row.user}
        unfinished = unfinished_requests().count()
    assert (counted, abroad, unfinished) == ((65, 47, 3), ["Aïcha Diarra"], 2)
    assert linked == {BY_KEY[key].email for key in ("participant", "mentor", "supervisor")}


def test_the_agency_has_pairs_of_last_year_and_of_this_and_people_who_wait_for_a_mentor() -> None:
    with scope(organization=Organization.objects.get(slug="northgate")):
        last, running = cohorts().order_by("pk")
        found = [sorted(row.status for row in mentorships().filter(cohort=one)) for one in (last, running)]
        counted = (participants().count(), mentors().count())
    assert (last.status, running.status, counted) == ("completed", "running", (13, 6))
    assert found == [["completed"] * 5 + ["ended_early"], ["active"] * 3 + ["proposed"]]


def test_the_agency_s_report_stands_beside_that_of_last_year() -> None:
    agency = Organization.objects.get(slug="northgate")
    with scope(organization=agency):
        report = draw_up(cohorts().get(status="running"), today(agency), Reader.LEAD)
    agreed = next(line for _section, line in report.lines() if line.figure.key == "agreed")
    seen = [one.number if one else None for one in (agreed.now, agreed.then, agreed.in_the_end)]
    assert (report.last and report.last.status, seen) == ("completed", [3, 6, 6])


@pytest.mark.parametrize(("slug", "not_reached"), [("rivermouth", 15), ("northgate", 3)])
def test_whoever_was_not_reached_was_tried_three_times(slug: str, not_reached: int) -> None:
    keep_time_across()
    with scope(organization=Organization.objects.get(slug=slug)):
        closed = list(follow_ups().filter(status="unable"))
    assert (len(closed), [row for row in closed if was_cut_short(row)]) == (not_reached, [])


def test_the_mentor_is_shown_the_cv_of_the_participant(client: Client) -> None:
    city = Organization.objects.get(slug="rivermouth")
    with scope(organization=city):
        document = Document.objects.get()
    client.post("/demo/", {"persona": "mentor"})
    answer = client.get(f"/o/rivermouth/documents/{document.pk}/")
    assert (answer.status_code, answer.content[:5], document.reading) == (200, b"%PDF-", Reading.READ)


def test_the_pair_meets_every_week_and_once_at_noon() -> None:
    with scope(organization=Organization.objects.get(slug="rivermouth")):
        rows = of_series(Series.objects.get())
        hours = [row.starts_at.astimezone(ZoneInfo(row.zone)).hour for row in rows]
    assert hours == [17, 17, 12, 17, 17, 17]


def test_the_log_of_what_happened_is_intact(client: Client) -> None:
    assert {verdict.fault for verdict in verify_all([], None)} == {None}
    client.post("/demo/", {"persona": "administrator"})
    log = client.get("/o/rivermouth/manage/audit/").context["list"]
    assert (log.count > 50, "Cannot be read" in str(list(log.lines()))) == (True, False)


def test_a_second_start_adds_nothing() -> None:
    before = User.objects.count(), Organization.objects.count()
    site.fill()
    assert (User.objects.count(), Organization.objects.count()) == before


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.key)
def test_each_persona_signs_in_with_one_button(client: Client, persona: Persona) -> None:
    response = client.post("/demo/", {"persona": persona.key}, follow=True)
    assert (response.status_code, response.context["request"].user.email) == (200, persona.email)


@pytest.mark.parametrize("path", ["/", "/demo/", "/account/login/"])
def test_the_buttons_stand_on_every_page_that_leads_in(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert [page.count(f'name="persona" value="{persona.key}"') for persona in PERSONAS] == [1] * 8


def test_whoever_was_sent_to_sign_in_comes_back(client: Client) -> None:
    page = client.get("/o/rivermouth/manage/members/", follow=True).content.decode()
    assert '<input type="hidden" name="next" value="/o/rivermouth/manage/members/">' in page
    response = client.post("/demo/", {"persona": "coordinator-city", "next": "/o/rivermouth/manage/members/"})
    assert response["Location"] == "/o/rivermouth/manage/members/"


def test_a_persona_opens_their_account_without_a_letter(client: Client) -> None:
    client.post("/demo/", {"persona": "mentor"})
    assert client.get("/account/email/").status_code == 200
    again = client.get("/account/confirm/again/?next=/account/").content.decode()
    assert '<input type="hidden" name="next" value="/demo/?next=/account/">' in again


def test_there_is_no_such_button_elsewhere(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert client.get("/demo/").status_code == 404
    assert 'name="persona"' not in client.get("/account/login/").content.decode()
    assert client.post("/demo/", {"persona": "administrator"}).status_code == 404


def test_an_unknown_persona_is_refused(client: Client) -> None:
    response = client.post("/demo/", {"persona": "nobody"})
    assert (response.status_code, response.content[:9]) == (400, b"persona: ")


def test_some_of_its_people_are_shared_with_the_agency() -> None:
    agency = Organization.objects.get(slug="northgate")
    owners = read_across(lambda: {row.organization.slug for row in shared_with_across(agency)})
    assert owners == {"rivermouth"}


def test_the_city_s_pilot_has_its_published_figures() -> None:
    with scope(organization=Organization.objects.get(slug="rivermouth")):
        pilot = cohorts().order_by("pk")[0]
        report = draw_up(pilot, today(pilot.organization), Reader.LEAD)
    lines = {line.figure.key: line.now for _section, line in report.lines()}
    assert lines["completed"].number == 40
    assert [percent(lines[key].of_whole) for key in ("work-mentees", "again-mentors")] == [62, 90]
    assert percent(lines["positive-mentees"].of_reached) == 91
    assert percent(lines["positive-mentees"].rate) == 88


def test_the_city_s_funder_reads_that_the_pilot_reached_its_targets() -> None:
    with scope(organization=Organization.objects.get(slug="rivermouth")):
        pilot = cohorts().order_by("pk")[0]
        report = draw_up(pilot, today(pilot.organization), Reader.AGGREGATE)
    met = {one.indicator: (one.line.now.is_met, percent(one.line.now.of_reached)) for one in report.targets}
    assert met["positive_percent"] == (True, 90)
    assert met["again_percent"] == (True, 90)


def percent(share: Fraction | None) -> int | None:
    """A share as reports write it: whole percent."""
    return None if share is None else round(100 * share)


def test_federal_departments_lend_eleven_mentors_and_then_forty() -> None:
    with scope(organization=Organization.objects.get(slug="harbour")):
        first, second = cohorts().order_by("pk")
        assert mentorships().filter(cohort=first, status__in=("completed", "ended_early")).count() == 11
        assert (places_of(second).count(), second.taken, second.status) == (40, 40, "full")
        assert len({place.mentor.person.employer for place in places_of(second)}) == 4
        assert mentorships().filter(cohort=second).count() == 0
        assert Run.objects.filter(cohort=second).count() == 1


def test_each_department_reads_about_its_own_mentors_and_no_others() -> None:
    council = Organization.objects.get(slug="harbour")
    for slug in ("coastal-works", "public-ledgers", "clean-waters", "open-records"):
        department = Organization.objects.get(slug=slug)
        with scope(organization=council):
            second = cohorts().order_by("-pk")[0]
            report = draw_up(second, today(council), Reader.MENTORS, department)
        lines = {line.figure.key: line.now for _section, line in report.lines()}
        assert lines["mentors-part"].number == 10


def test_five_partners_share_the_yearly_cohort_of_the_agency() -> None:
    agency = Organization.objects.get(slug="northgate")
    with scope(organization=agency):
        partners = partners_of(cohorts().get(status="running").program)
        named = {row.partnership.partner.slug for row in partners if row.partnership.role != "funder"}
    assert named | {agency.slug} == {"northgate", "rivermouth", "harbour", "juniper", "open-compass"}


@pytest.mark.parametrize(("persona", "path"), PAGES.values(), ids=PAGES)
def test_a_page_that_the_guides_show_opens(client: Client, persona: str, path: str) -> None:
    if persona:
        client.post("/demo/", {"persona": persona})
    assert client.get(path).status_code == 200


def test_every_picture_is_of_one_of_these_pages_in_one_language_or_of_the_report() -> None:
    pictures = {file.stem for file in IMAGES.iterdir()}
    assert pictures == {"report", *(f"{name}-{language}" for name in PAGES for language in LANGUAGES)}
