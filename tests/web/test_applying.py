"""The public page in each language, and what an applicant fills in that the rules found empty."""

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.people.models import Person
from parcours.programs.actions.programs import add_rule
from parcours.programs.facts import FACTS
from parcours.programs.models import Cohort
from parcours.web.applications import FACTS_AT
from parcours.web.profiles.sections import BY_KEY
from tests import factories
from tests.applications.made import RULE, cohort
from tests.web.test_applications import SOMEBODY, kept, text
from tests.web.test_surveys import open_newest_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Organization:
    return factories.organization("here")


@pytest.fixture
def ours(here: Organization) -> Cohort:
    return cohort(here)


def test_a_link_opens_the_public_page_in_its_language_and_says_what_it_is(ours: Cohort) -> None:
    page = f"/programs/here/{ours.pk}/"
    shown = text(Client().get(f"{page}?lang=fr", headers={"accept-language": "en"}))
    assert '<html lang="fr-CA">' in shown
    for rel, code in (("canonical", "fr"), ('alternate" hreflang="en-CA', "en")):
        assert f'<link rel="{rel}" href="{settings.BASE_URL}{page}?lang={code}">' in shown
    assert '<meta property="og:title" content="' in shown


def test_t65_no_address_is_left_in_the_cache_where_no_erasure_looks(ours: Cohort) -> None:
    for _again in range(2):
        Client().post(f"/programs/here/{ours.pk}/", {**SOMEBODY, "language": "en"})
    names = [name for name in vars(caches["default"])["_cache"] if name.startswith(":1:apply:")]
    assert ([SOMEBODY["email"] in name for name in names], len(mail.outbox)) == ([False], 1)


def test_who_left_something_open_reads_what_fills_it_in_and_asks_the_rules_again(
    ours: Cohort, here: Organization
) -> None:
    Client().post(f"/programs/here/{ours.pk}/", {**SOMEBODY, "language": "en"})
    browser = open_newest_link(Client())
    shown = text(browser.post("/link/apply/", {"words": "", "submit": "1"}, follow=True))
    assert (kept().status, 'href="/link/profile/work/?back=check"' in shown) == ("to_check", True)
    with scope(organization=here):
        Person.objects.update(years_experience=4)
    again = text(browser.post("/link/apply/", {"again": "1"}, follow=True))
    assert "You fit the rules of the program." in again
    assert (kept().status, "Ask the rules again" in again) == ("eligible", False)


@pytest.mark.parametrize(
    ("go", "leads"),
    [
        ("place", "/link/profile/place/?back=check"),
        ("documents", "/link/documents/"),
        ("nowhere", "/link/apply/"),
    ],
)
def test_what_is_written_is_kept_when_another_part_is_filled_in(ours: Cohort, go: str, leads: str) -> None:
    Client().post(f"/programs/here/{ours.pk}/", {**SOMEBODY, "language": "en"})
    browser = open_newest_link(Client())
    assert '<button class="button small" type="submit" name="go" value="place" form="application">' in text(
        browser.get("/link/apply/")
    )
    sent = browser.post("/link/apply/", {"words": "I want to build bridges.", "go": go})
    assert sent["Location"].startswith(leads)
    assert "I want to build bridges." in text(browser.get("/link/apply/"))


def test_whoever_hands_in_reads_by_when_and_that_it_is(ours: Cohort) -> None:
    Client().post(f"/programs/here/{ours.pk}/", {**SOMEBODY, "language": "en"})
    assert "Hand it in by 31 Dec 2040." in " ".join(str(mail.outbox[-1].body).split())
    done = open_newest_link(Client()).post("/link/apply/", {"words": "", "submit": "1"}, follow=True)
    assert "Your application is handed in." in text(done)


def test_a_sensitive_fact_is_filled_in_where_the_organization_asks_for_it(
    ours: Cohort, here: Organization
) -> None:
    with scope(organization=here):
        rule = {"field": "age", "operator": "at_most", "values": [40], "reason_en": "For the young."}
        add_rule(program=ours.program, by=system(here), **{**RULE, **rule})
    Client().post(f"/programs/here/{ours.pk}/", {**SOMEBODY, "language": "en"})
    browser = open_newest_link(Client())
    shown = text(browser.post("/link/apply/", {"words": "", "submit": "1"}, follow=True))
    assert "/link/facts/" not in shown
    Organization.objects.update(facts_asked=["birth_date"])
    assert "/link/facts/" in text(browser.get("/link/apply/"))


def test_every_fact_that_rules_ask_for_is_said_somewhere() -> None:
    assert FACTS_AT.keys() == FACTS.keys() - {"is_referred"}
    assert {key for key in FACTS_AT.values() if key} <= BY_KEY.keys()
