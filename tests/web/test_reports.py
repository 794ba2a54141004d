"""The report on its pages: each figure opens as many rows as it counts, and nobody reads more than is theirs."""

import io
from typing import Any

import pypdf
import pytest
from django.test import Client
from django_scopes import scope

from parcours.accounts.models import AuditEntry, Organization
from parcours.accounts.roles import Role
from parcours.applications.models import Application
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made as applications
from tests.engagements import made as pairs
from tests.outcomes import made
from tests.reporting.cohort.test_report import partner_of
from tests.surveys import made as surveys

pytestmark = pytest.mark.django_db
AMOUNTS = ("hours", "hours-each", "mentors-hours", "employers")


def browser(here: Organization, role: Role, language: str = "en") -> Client:
    client = Client()
    client.force_login(factories.member(here, role, language=language))
    return client


def lines(page: Any) -> list[Any]:  # noqa: ANN401 - the test client’s own answer
    return [row for part in page.context["parts"] for row in part.rows]


@pytest.fixture
def to() -> Cohort:
    return made.cohort(seats=9)


@pytest.fixture
def _told(to: Cohort) -> None:
    """A pair that is over and was asked about it, one that runs, and somebody who waits."""
    over = made.over(made.running(to))
    made.moved(
        made.asked(over), 0, status="reached", answered_on="2026-01-01", employment="unemployed_seeking"
    )
    final = surveys.questionnaire(to.organization, "final-participant")
    surveys.answer(surveys.asked(over.participant.person, final), "yes", "no", "no")
    made.running(to)
    applications.applied(to)


@pytest.mark.usefixtures("_told")
def test_each_figure_opens_as_many_rows_as_it_counts(to: Cohort) -> None:
    staff = browser(to.organization, Role.COORDINATOR)
    address = f"/o/{to.organization.slug}/manage/programs/cohorts/{to.pk}/report/"
    found = lines(staff.get(address))
    opened = {row.key: staff.get(f"{address}{row.key}/").context["list"].count for row in found}
    counted = {
        row.key: int(row.number)
        for row in found
        if row.key not in {"hours", "hours-each", "mentors-hours", "employers"}
    }
    assert {key: opened[key] for key in counted} == counted
    assert (counted["applied"], opened["hours"], opened["mentors-hours"], len(opened) > 30) == (3, 2, 2, True)


@pytest.mark.usefixtures("_told")
def test_the_report_is_taken_along(to: Cohort) -> None:
    staff = browser(to.organization, Role.COORDINATOR, "fr")
    address = f"/o/{to.organization.slug}/manage/programs/cohorts/{to.pk}/report/"
    file = pypdf.PdfReader(io.BytesIO(staff.get(f"{address}report.pdf").content))
    text = " ".join(page.extract_text() for page in file.pages)
    csv = staff.get(address, {"file": "csv"}).content.decode()
    assert ("Cheminement des personnes mentorées" in text, csv.count("\n") > 30) == (True, True)
    with scope(organization=to.organization):
        assert AuditEntry.objects.filter(verb="list.exported").count() == 2


def test_a_funder_opens_figures_and_no_list_and_nothing_once_it_is_over(to: Cohort) -> None:
    for _one in range(13):
        applications.applied(to)
    funder, former = partner_of(to, "funder"), partner_of(to, "funder", -1)
    grace = browser(funder, Role.FUNDER)
    home = grace.get(f"/o/{funder.slug}/home/", follow=True)
    address = f"/o/{funder.slug}/figures/reports/{to.pk}/"
    page = grace.get(address)
    assert [one.cohort.pk for one in home.context["readable"]] == [to.pk]
    assert [(row.number, row.has_list) for row in lines(page) if row.key in {"applied", "accepted"}] == [
        ("15", False),
        ("x", False),
    ]
    assert grace.get(f"{address}report.pdf").content[:5] == b"%PDF-"
    over = browser(former, Role.FUNDER).get(f"/o/{former.slug}/figures/reports/{to.pk}/")
    names = grace.get(f"/o/{funder.slug}/reports/clients/{to.pk}/")
    theirs = grace.get(f"/o/{to.organization.slug}/figures/reports/{to.pk}/")
    assert (over.status_code, names.status_code, theirs.status_code) == (404, 403, 404)
    with scope(organization=to.organization):
        assert AuditEntry.objects.filter(verb="report.viewed").count() == 1


def test_a_counsellor_opens_the_list_of_those_who_allow_it(to: Cohort) -> None:
    partner = partner_of(to, "referrer")
    one, _other = pairs.mentee(to, family_name="Haddad"), pairs.mentee(to)
    with scope(organization=to.organization):
        Application.objects.update(referred_by=partner)
    made.allows(one.person, "share_partner", partner)
    counsellor = browser(partner, Role.COUNSELLOR)
    index = counsellor.get(f"/o/{partner.slug}/reports/")
    address = f"/o/{partner.slug}/reports/clients/{to.pk}/"
    people = counsellor.get(f"{address}accepted/")
    assert [found.cohort.pk for found in index.context["readable"]] == [to.pk]
    assert (counsellor.get(address).context["report"].silent, people.context["list"].count) == (1, 1)
    assert "Haddad" in people.content.decode()
    asked = [
        f"{address}reason-safety/",
        f"/o/{partner.slug}/reports/mentors/{to.pk}/",
        f"/o/{partner.slug}/reports/lead/{to.pk}/",
    ]
    assert [counsellor.get(path).status_code for path in asked] == [404, 404, 404]


@pytest.mark.parametrize(
    ("role", "member", "reader", "silent"),
    [("referrer", Role.COUNSELLOR, "clients", 1), ("host_employer", Role.COORDINATOR, "mentors", 0)],
)
def test_where_nobody_lets_a_partner_see_them_it_says_so_and_counts_nothing(
    to: Cohort, role: str, member: Role, reader: str, silent: int
) -> None:
    partner = partner_of(to, role)
    pairs.mentee(to)
    with scope(organization=to.organization):
        Application.objects.update(referred_by=partner)
    theirs = browser(partner, member)
    address = f"/o/{partner.slug}/reports/{reader}/{to.pk}/"
    page = theirs.get(address)
    text = "Nobody has allowed you to see them yet, so nothing is counted here."
    assert (text in page.content.decode(), lines(page), page.context["report"].silent) == (True, [], silent)
    file = pypdf.PdfReader(io.BytesIO(theirs.get(f"{address}report.pdf").content))
    assert "Nobody has allowed you" in " ".join(file.pages[0].extract_text().split())
    assert theirs.get(address, {"file": "csv"}).content.decode().count("\n") == 1
