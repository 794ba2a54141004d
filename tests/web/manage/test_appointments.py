"""Making, changing and cancelling appointments on the pages."""

import datetime as dt

import pytest
from django.test import Client
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.messaging.calendar.models import Appointment
from parcours.web.manage.appointment_form import AppointmentForm
from tests import factories
from tests.messaging.calendar.made import coordinator, make

pytestmark = pytest.mark.django_db

LIST = "/o/north/manage/appointments/"
FILLED = {
    "kind": "interview",
    "title_en": "Interview with the host",
    "day": "2030-06-12",
    "time": "14:30",
    "zone": "America/St_Johns",
    "minutes": "45",
    "place": "Room 4",
    "people": "Ana Roy <ana@example.org>\n\nGuest@Example.org",
    "language": "fr",
    "sequence": "0",
}


@pytest.fixture
def north() -> Organization:
    return factories.organization("north", time_zone="America/Toronto")


@pytest.fixture
def client(north: Organization) -> Client:
    """The browser of a coordinator."""
    browser = Client()
    browser.force_login(factories.member(north, Role.COORDINATOR))
    return browser


def only(north: Organization) -> Appointment:
    with scope(organization=north):
        return Appointment.objects.prefetch_related("attendees__user").get()


def test_it_is_made_and_everybody_is_invited(client: Client, north: Organization) -> None:
    ana = factories.member(north, Role.MENTOR, email="ana@example.org", name="Ana Roy")
    response = client.post(f"{LIST}new/", FILLED, follow=True)
    row = only(north)
    assert response.redirect_chain == [(f"{LIST}{row.pk}/", 302)]
    assert row.starts_at == dt.datetime(2030, 6, 12, 17, 0, tzinfo=dt.UTC)
    with scope(organization=north):
        assert [(one.user, one.email, one.reads) for one in row.attendees.all()] == [
            (ana, "", "en"),
            (None, "guest@example.org", "fr"),
        ]
    page = response.content.decode()
    assert "Wednesday 12 Jun 2030, 2:30\xa0p.m." in page.replace(" p.m.", "\xa0p.m.")
    assert "guest@example.org · without an account" in page
    assert "Interview with the host" in client.get(LIST).content.decode()


def test_the_form_begins_where_the_organization_is(client: Client) -> None:
    page = client.get(f"{LIST}new/").content.decode()
    assert '<option value="America/Toronto" selected>' in page
    assert "Which of the two hours" not in page


def test_t56_a_time_that_comes_twice_is_asked_for(client: Client, north: Organization) -> None:
    twice = {**FILLED, "day": "2029-11-04", "time": "01:30", "zone": "America/Toronto"}
    page = client.post(f"{LIST}new/", twice).content.decode()
    assert "This time comes twice: on 4 Nov 2029 the clocks go back." in page
    assert "The second, after the clocks went back (UTC−05:00)" in page  # noqa: RUF001 - a minus
    client.post(f"{LIST}new/", {**twice, "which": "second"})
    row = only(north)
    assert row.starts_at == dt.datetime(2029, 11, 4, 6, 30, tzinfo=dt.UTC)
    form = client.get(f"{LIST}{row.pk}/edit/").context["form"]
    assert form["which"].value() == "second"


def test_t56_a_time_that_does_not_come_is_refused(client: Client) -> None:
    absent = {**FILLED, "day": "2029-03-11", "time": "02:30", "zone": "America/Toronto"}
    assert "This time does not exist" in client.post(f"{LIST}new/", absent).content.decode()
    assert client.post(f"{LIST}new/", {**absent, "zone": "America/Regina"}).status_code == 302


def test_what_is_wrong_is_said_beside_its_field(client: Client) -> None:
    page = client.post(
        f"{LIST}new/", {**FILLED, "people": "Ana <ana@>\nnobody", "time": "late"}
    ).content.decode()
    assert "“Ana &lt;ana@&gt;” is not an email address." in page
    assert "“nobody” is not an email address." in page
    assert "Give a time, such as 14:30." in page


def test_what_is_over_is_refused(client: Client) -> None:
    page = client.post(f"{LIST}new/", {**FILLED, "day": "2020-06-12"}).content.decode()
    assert "This time is over already." in page


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_t38_a_day_that_no_program_knows_is_refused(client: Client, day: str) -> None:
    page = client.post(f"{LIST}new/", {**FILLED, "day": day}).content.decode()
    assert "Appointments are between the years 2000 and 2100." in page


def test_it_is_changed(client: Client, north: Organization) -> None:
    row = make(coordinator(north), "ana@example.org")
    address = f"{LIST}{row.pk}/edit/"
    form = client.get(address).context["form"]
    assert isinstance(form, AppointmentForm)
    sent = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    assert (sent["people"], sent["sequence"], str(sent["time"])) == ("ana@example.org", 0, "14:30:00")
    assert client.post(address, {**sent, "place": "Room 5"}).status_code == 302
    assert (only(north).place, only(north).sequence) == ("Room 5", 1)
    page = client.post(address, {**sent, "place": "Room 6"}).content.decode()
    assert "Somebody else changed this appointment while you did." in page


def test_it_is_cancelled(client: Client, north: Organization) -> None:
    row = make(coordinator(north), "ana@example.org", "luc@example.org")
    address = f"{LIST}{row.pk}/cancel/"
    assert "2 people are told" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert only(north).cancelled_at is not None
    assert client.get(address).status_code == 404
    assert "Cancelled" in client.get(f"{LIST}{row.pk}/").content.decode()
    assert "No appointment to come" in client.get(LIST).content.decode()


def test_the_list_is_a_file_too(client: Client, north: Organization) -> None:
    make(coordinator(north), "ana@example.org")
    lines = client.get(f"{LIST}?file=csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Appointment,When,Kind,People,Place"
    assert lines[1].endswith(",Mentoring meeting,ana@example.org,")


SERIES = {**FILLED, "repeats": "1", "until": "2030-07-03", "zone": "America/Toronto"}


def test_a_series_is_made_and_said_in_words(client: Client, north: Organization) -> None:
    page = client.post(f"{LIST}new/", SERIES, follow=True).content.decode().replace("\xa0", " ")
    assert "The series is made, and everybody is invited." in page
    assert "every Wednesday, 2:30 p.m.–3:15 p.m., until 3 Jul 2030 – Eastern" in page
    with scope(organization=north):
        assert Appointment.objects.count() == 4


@pytest.mark.parametrize(
    ("until", "why"),
    [
        ("", "Say until which day it repeats."),
        ("2030-06-12", "The last day of a series comes after its first."),
        ("2030-06-18", "A series comes twice at least."),
    ],
)
def test_a_series_needs_its_end(client: Client, north: Organization, until: str, why: str) -> None:
    assert why in client.post(f"{LIST}new/", {**SERIES, "until": until}).content.decode()
    with scope(organization=north):
        assert Appointment.objects.count() == 0


def days(north: Organization, *, moved: bool = False) -> list[int]:
    """The days, in June and July, of those that were not cancelled."""
    with scope(organization=north):
        rows = Appointment.objects.select_related("series").filter(cancelled_at=None).order_by("starts_at")
        return [row.day.day for row in rows if row.is_moved or not moved]


@pytest.mark.parametrize(
    ("choice", "left", "moved"), [("one", [12, 20, 26, 3], [20]), ("following", [12, 20, 27, 4], [])]
)
def test_one_is_changed_or_all_that_follow(
    client: Client, north: Organization, choice: str, left: list[int], moved: list[int]
) -> None:
    client.post(f"{LIST}new/", SERIES)
    with scope(organization=north):
        second = Appointment.objects.order_by("starts_at")[1]
    page = client.get(f"{LIST}{second.pk}/edit/").content.decode()
    assert "This one and all that follow" in page
    client.post(
        f"{LIST}{second.pk}/edit/",
        {**FILLED, "zone": "America/Toronto", "day": "2030-06-20", "scope": choice},
    )
    assert days(north) == left
    assert days(north, moved=True) == moved


@pytest.mark.parametrize(("choice", "left"), [("one", [12, 26, 3]), ("following", [12])])
def test_one_is_cancelled_or_all_that_follow(
    client: Client, north: Organization, choice: str, left: list[int]
) -> None:
    client.post(f"{LIST}new/", SERIES)
    with scope(organization=north):
        second = Appointment.objects.order_by("starts_at")[1]
    assert "One of a series: every Wednesday" in client.get(f"{LIST}{second.pk}/cancel/").content.decode()
    client.post(f"{LIST}{second.pk}/cancel/", {"scope": choice})
    assert days(north) == left
