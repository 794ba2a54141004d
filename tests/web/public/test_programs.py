"""The public page of a program, and the list of an organization’s: what is meant for everybody, and nothing else."""

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization, Partnership
from parcours.accounts.roles import Role
from parcours.programs.actions.partners import add_partner
from parcours.programs.models import Cohort, Phase, Program
from tests import factories
from tests.access.walk import text_of
from tests.applications import made

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LIST = "/programs/here/"


@pytest.fixture
def here() -> Organization:
    return factories.organization("here", contact_name="Kim Secret", contact_email="ask@example.org")


@pytest.fixture
def cohort(here: Organization) -> Cohort:
    """A cohort that takes applications, of a program that has a page."""
    row = made.cohort(here)
    changed(here, summary_en="For engineers.", is_public=True)
    return row


def changed(here: Organization, **fields: Any) -> None:
    with scope(organization=here):
        Program.objects.update(**fields)


def stands(here: Organization, status: str, opens: dt.date | None = None, **fields: Any) -> None:
    """The cohort stands so, and its intake opens on a day, for a month."""
    with scope(organization=here):
        Cohort.objects.update(status=status, **fields)
        if opens:
            Phase.objects.update(starts_on=opens, ends_on=opens + 30 * DAY)


def page_of(cohort: Cohort) -> str:
    return f"/programs/here/program/{cohort.program_id}/"


def partner(cohort: Cohort, name: str, role: str, **fields: Any) -> None:
    here = cohort.organization
    with scope(organization=here):
        row = Partnership.objects.create(
            organization=here,
            partner=factories.organization(name_en=name),
            role=role,
            scope="Secret terms",
            **{"starts_on": timezone.localdate() - 9 * DAY, **fields},
        )
        add_partner(program=cohort.program, partnership=row, by=system(here))


def test_it_says_what_it_is_for_whom_and_where_to_apply(client: Client, cohort: Cohort) -> None:
    shown = client.get(page_of(cohort))
    said = (
        "City mentoring",
        "For engineers.",
        "The program is for people with two years of experience.",
        "Open for applications",
        f'href="/programs/here/{cohort.pk}/"',
        "Until 31 Dec 2040",
        "4 months",
        "ask@example.org",
    )
    assert [words for words in said if words not in shown.text] == []


def test_search_engines_read_it_in_the_words_of_schema_org(client: Client, cohort: Cohort) -> None:
    shown = client.get(f"{page_of(cohort)}?lang=fr").text
    block = json.loads(shown.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert (block["@type"], block["name"]) == ("EducationalOccupationalProgram", "Mentorat de la ville")
    assert block["applicationDeadline"] == "2040-12-31"
    assert block["programPrerequisites"] == ["The program is for people with two years of experience."]
    assert block["mainEntityOfPage"]["inLanguage"] == "fr-CA"
    assert block["provider"]["url"].endswith(LIST)
    assert [f'hreflang="{code}"' in shown for code in ("en-CA", "fr-CA", "x-default")] == [True] * 3
    assert '<meta property="og:title" content="Mentorat de la ville · Here">' in shown


def test_it_says_who_runs_it_with_whom_today_and_names_nobody(client: Client, cohort: Cohort) -> None:
    factories.member(cohort.organization, Role.COORDINATOR, name="Mei Hidden")
    partner(cohort, "Northern Agency", "delivery")
    partner(cohort, "Referring House", "referrer")
    partner(cohort, "The Fund", "funder")
    partner(cohort, "Bystander", "observer")
    partner(cohort, "Long Gone", "delivery", ends_on=timezone.localdate() - DAY)
    shown = client.get(page_of(cohort)).text
    names = ("Northern Agency", "Referring House", "The Fund", "Together with", "Funded by")
    hidden = ("Bystander", "Long Gone", "Secret terms", "Mei Hidden", "Kim Secret")
    assert [name in shown for name in names + hidden] == [True] * 5 + [False] * 5


def test_an_intake_to_come_says_its_day(client: Client, cohort: Cohort) -> None:
    day = timezone.localdate() + 20 * DAY
    stands(cohort.organization, "recruiting", day)
    shown = client.get(page_of(cohort)).text
    link = f'href="/programs/here/{cohort.pk}/"'
    assert [words in shown for words in ("From ", link, "Read more", "Read and apply")] == [
        True,
        True,
        True,
        False,
    ]
    assert "This intake opens on" in client.get(f"/programs/here/{cohort.pk}/").text


def test_of_a_planned_intake_the_day_alone_is_told(client: Client, cohort: Cohort) -> None:
    stands(cohort.organization, "planned", timezone.localdate() + 20 * DAY, name="A secret name")
    shown = client.get(page_of(cohort)).text
    said = ("The next one is planned from", "A secret name", f"/programs/here/{cohort.pk}/")
    assert [words in shown for words in said] == [True, False, False]


@pytest.mark.parametrize("status", ["completed", "cancelled", "running"])
def test_it_outlives_its_cohorts_and_says_whom_to_ask(client: Client, cohort: Cohort, status: str) -> None:
    stands(cohort.organization, status)
    shown = client.get(page_of(cohort))
    said = ("the day of the next one is not set yet", "ask@example.org", "Open for applications")
    assert (shown.status_code, [words in shown.text for words in said]) == (200, [True, True, False])


def test_who_comes_by_referral_reads_so(client: Client, cohort: Cohort) -> None:
    stands(cohort.organization, "recruiting", intake="by_referral")
    shown = client.get(page_of(cohort)).text
    assert [words in shown for words in ("Through a partner", "Read and apply")] == [True, False]


def test_what_is_not_public_is_not_there(client: Client, cohort: Cohort) -> None:
    elsewhere = factories.organization("elsewhere")
    assert client.get(page_of(cohort).replace("here", elsewhere.slug)).status_code == 404
    changed(cohort.organization, is_public=False)
    assert client.get(page_of(cohort)).status_code == 404
    assert "City mentoring" not in client.get(LIST).text
    changed(cohort.organization, is_public=True)
    Organization.objects.filter(slug="here").update(is_active=False)
    assert [client.get(path).status_code for path in (page_of(cohort), LIST)] == [404, 404]


def test_an_organization_lists_its_programs(client: Client, cohort: Cohort) -> None:
    shown = client.get(LIST)
    block = json.loads(shown.text.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert (page_of(cohort) in shown.text, "Open for applications" in shown.text) == (True, True)
    assert [one["name"] for one in block["itemListElement"]] == ["City mentoring"]


def test_an_organization_without_one_says_so_calmly(client: Client, here: Organization) -> None:
    shown = client.get(f"/programs/{here.slug}/?lang=fr")
    assert shown.status_code == 200
    assert ("Aucun programme" in text_of(shown), 'content="noindex"' in shown.text) == (True, True)


def test_the_pages_of_its_intakes_lead_back_to_it(client: Client, cohort: Cohort) -> None:
    intake, link = f"/programs/here/{cohort.pk}/", f'href="{page_of(cohort)}"'
    found = []
    for status in ("recruiting", "completed", "cancelled"):
        stands(cohort.organization, status)
        found.append(link in client.get(intake).text)
    changed(cohort.organization, is_public=False)
    assert (found, link in client.get(intake).text) == ([True] * 3, False)


def test_the_list_for_other_sites_leads_to_it_where_no_intake_is_open(client: Client, cohort: Cohort) -> None:
    open_list, link = "/programs/here/open/en/", f'href="{page_of(cohort)}"'
    found = [link in client.get(open_list).text]
    stands(cohort.organization, "completed")
    found += [link in client.get(f"{open_list}?program={number}").text for number in (cohort.program_id, 999)]
    changed(cohort.organization, is_public=False)
    assert (found, link in client.get(open_list).text) == ([False, True, False], False)
