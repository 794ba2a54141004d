"""The list of open cohorts for other sites: in any frame, in both languages, without a cookie or a name."""

import pytest
from django.test import Client
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Organization:
    return factories.organization("here")


def test_any_site_may_show_it_and_it_sets_no_cookie(client: Client, here: Organization) -> None:
    answer = client.get(f"/programs/{here.slug}/open/en/")
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert (answer.has_header("X-Frame-Options"), dict(answer.cookies), "<form" in answer.text) == (
        False,
        {},
        False,
    )


def test_it_shows_what_is_open_in_the_language_of_its_address(client: Client, here: Organization) -> None:
    first, second = made.cohort(here), made.cohort(here)
    with scope(organization=here):
        Cohort.objects.filter(pk=second.pk).update(status="completed")
    shown = {code: client.get(f"/programs/here/open/{code}/").text for code in ("en", "fr")}
    assert [f"/programs/here/{row.pk}/" in shown["en"] for row in (first, second)] == [True, False]
    assert [words in shown["fr"] for words in ('lang="fr-CA"', "Lire et postuler")] == [True, True]
    other = client.get(f"/programs/here/open/en/?program={first.program_id + 1000}").text
    assert "Nothing takes applications" in other


def test_what_takes_people_by_referral_is_shown_with_its_page(client: Client, here: Organization) -> None:
    cohort = made.cohort(here)
    with scope(organization=here):
        Cohort.objects.filter(pk=cohort.pk).update(intake="by_referral")
    shown = client.get("/programs/here/open/en/").text
    said = (
        f"/programs/here/{cohort.pk}/",
        "Through a partner",
        "Read more",
        "Read and apply",
        "Nothing takes",
    )
    assert [words in shown for words in said] == [True, True, True, False, False]


def test_a_rolling_cohort_that_is_running_is_in_it_and_takes_applications(
    client: Client, here: Organization
) -> None:
    row = made.cohort(here)
    with scope(organization=here):
        Cohort.objects.update(status="running", intake="rolling")
    page = f"/programs/here/{row.pk}/"
    assert page in client.get("/programs/here/open/en/").text
    assert "Send me the link" in client.get(page).text


@pytest.mark.parametrize("path", ["/programs/nobody/open/en/", "/programs/here/open/de/"])
def test_there_is_nothing_elsewhere(client: Client, here: Organization, path: str) -> None:
    assert (here.slug, client.get(path).status_code) == ("here", 404)
