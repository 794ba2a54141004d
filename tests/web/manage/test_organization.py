"""The form for an organization's details."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings

from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.web.editing import Difference
from tests import factories

pytestmark = pytest.mark.django_db

EDIT = "/o/north/manage/organization/"


@pytest.fixture
def north() -> Organization:
    return factories.organization("north", name_en="North")


@pytest.fixture
def browser(client: Client, north: Organization, settings: Settings, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path
    client.force_login(factories.member(north, Role.ADMINISTRATOR))
    return client


def details(**changes: object) -> dict[str, object]:
    kept = {"kind": "isa", "language": "en", "time_zone": "America/Toronto", "name_en": "North", "version": 1}
    return kept | changes


def a_logo(data: bytes = b"") -> SimpleUploadedFile:
    if not data:
        written = io.BytesIO()
        Image.new("RGB", (9, 9), "teal").save(written, "PNG")
        data = written.getvalue()
    return SimpleUploadedFile("logo.png", data, "image/png")


def test_details_are_saved(browser: Client, north: Organization) -> None:
    page = browser.post(EDIT, details(name_fr="Nord", contact_email="jo@example.org"), follow=True)
    north.refresh_from_db()
    assert (north.name_fr, north.contact_email) == ("Nord", "jo@example.org")
    assert [str(message) for message in page.context["messages"]] == ["The details are saved."]


def test_t42_whoever_is_second_sees_both_versions_and_may_save_again(
    browser: Client, north: Organization
) -> None:
    browser.post(EDIT, details(contact_name="Anna"))
    second = browser.post(EDIT, details(contact_name="Boris"))
    differences = second.context["editing"].differences
    assert (second.status_code, differences) == (409, [Difference("Contact", "Anna", "Boris")])
    browser.post(EDIT, details(contact_name="Boris", version=second.context["form"].data["version"]))
    assert Organization.objects.get(pk=north.pk).contact_name == "Boris"


def test_what_is_wrong_is_said_at_the_field(browser: Client) -> None:
    page = browser.post(EDIT, details(contact_email="jo", time_zone="Mars/Base", name_en=""))
    errors = page.context["form"].errors
    assert sorted(errors) == ["__all__", "contact_email", "time_zone"]
    assert errors["__all__"] == ["Give a name in at least one language."]


def test_t04_more_than_the_form_asks_changes_nothing(browser: Client) -> None:
    browser.post(EDIT, details(slug="mine", is_active="", organization="2"))
    assert list(Organization.objects.values_list("slug", "is_active")) == [("north", True)]


def test_a_logo_is_drawn_anew_and_shown_to_members_only(browser: Client) -> None:
    browser.post(EDIT, details(new_logo=a_logo()))
    answer = browser.get("/o/north/logo.png")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert Image.open(io.BytesIO(answer.content)).size == (9, 9)
    browser.force_login(factories.user())
    assert browser.get("/o/north/logo.png").status_code == 404


def test_without_a_logo_ours_is_shown(browser: Client) -> None:
    assert browser.get("/o/north/logo.png")["Location"] == "/static/parcours/icon.svg"


def test_a_logo_is_taken_away(browser: Client, north: Organization) -> None:
    browser.post(EDIT, details(new_logo=a_logo()))
    browser.post(EDIT, details(remove_logo="on", version=2))
    assert Organization.objects.get(pk=north.pk).logo.name == ""


def test_t20_what_is_no_picture_is_refused_at_the_field_and_nothing_is_saved(
    browser: Client, north: Organization
) -> None:
    page = browser.post(EDIT, details(name_fr="Nord", new_logo=a_logo(b"<svg/>")))
    assert page.context["form"].errors == {
        "new_logo": ["This is not a PNG, JPEG or WebP picture. Save the logo as one of these."]
    }
    assert Organization.objects.get(pk=north.pk).name_fr == ""


def test_a_zone_set_at_the_machine_stays(browser: Client, north: Organization) -> None:
    Organization.objects.update(time_zone="Europe/Paris")
    browser.post(EDIT, details(time_zone="Europe/Paris", name_fr="Nord"))
    found = Organization.objects.get(pk=north.pk)
    assert (found.time_zone, found.name_fr) == ("Europe/Paris", "Nord")
