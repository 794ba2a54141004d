"""Confirming the suggested codes of many occupations at once."""

import pytest
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.people.actions.occupations import decide_occupation, write_occupation
from parcours.people.models import OccupationHeld
from tests import factories
from tests.access.walk import text_of
from tests.applications import made as applications
from tests.engagements import made

pytestmark = pytest.mark.django_db

CODES = "/o/north/manage/people/codes/"
CONFIRM = f"{CODES}confirm/"


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


@pytest.fixture
def browser(client: Client, north: Organization) -> Client:
    client.force_login(factories.member(north, Role.COORDINATOR))
    return client


def wrote(
    north: Organization, title: str, suggested: str = "", likely: float | None = None
) -> OccupationHeld:
    """Somebody’s occupation with what the coder has said about it."""
    person = factories.person(north)
    with scope(organization=north):
        row = write_occupation(person=person, kind="target", title=title, by=system(north))
        row.suggested_noc, row.suggested_confidence = suggested, likely
        row.save()
    return row


def shown(browser: Client, *rows: OccupationHeld) -> list[str]:
    """What the page that asks would send."""
    page = browser.get(CONFIRM, {"selected": [row.pk for row in rows]})
    return [f"{line['row'].pk}:{line['seen']}:{line['code']}" for line in page.context["lines"]]


def codes(north: Organization) -> list[tuple[str, str, str]]:
    with scope(organization=north):
        return [
            (row.title, row.noc, row.decided_as) for row in OccupationHeld.objects.order_by("title", "pk")
        ]


def test_what_is_suggested_is_shown_before_it_is_confirmed_and_then_confirmed(
    browser: Client, north: Organization
) -> None:
    rows = wrote(north, "bridge engineer", "21300", 0.9), wrote(north, "cook", "63200", 0.95)
    page = browser.get(CODES)
    assert [[cell.text for cell in row.cells][3:] for row in page.context["list"].lines()] == [
        ["21300 Civil engineers", "very likely"],
        ["63200 Cooks", "very likely"],
    ]
    answer = browser.post(
        CONFIRM, {"selected": [row.pk for row in rows], "shown": shown(browser, *rows)}, follow=True
    )
    assert "2 codes are confirmed." in text_of(answer)
    assert codes(north) == [("bridge engineer", "21300", "staff"), ("cook", "63200", "staff")]


def test_only_those_ticked_are_confirmed(browser: Client, north: Organization) -> None:
    cook = wrote(north, "cook", "63200", 0.95)
    wrote(north, "nurse", "31301", 0.9)
    browser.post(CONFIRM, {"selected": [cook.pk], "shown": shown(browser, cook)})
    assert codes(north) == [("cook", "63200", "staff"), ("nurse", "", "")]


def test_what_was_changed_since_it_was_shown_stays_as_it_is(browser: Client, north: Organization) -> None:
    cook, nurse = wrote(north, "cook", "63200", 0.95), wrote(north, "nurse", "31301", 0.9)
    seen = shown(browser, cook, nurse)
    with scope(organization=north):
        write_occupation(person=cook.person, kind="target", title="pilot", by=system(north), occupation=cook)
    answer = browser.post(CONFIRM, {"selected": [cook.pk, nurse.pk], "shown": seen}, follow=True)
    assert "pilot: Somebody else changed this in the meantime." in text_of(answer)
    assert codes(north) == [("nurse", "31301", "staff"), ("pilot", "", "")]


@pytest.mark.parametrize("code", ["", "99999", "x"])
def test_nothing_is_confirmed_as_what_is_no_code(browser: Client, north: Organization, code: str) -> None:
    cook = wrote(north, "cook", "63200", 0.95)
    [seen] = shown(browser, cook)
    browser.post(CONFIRM, {"selected": [cook.pk], "shown": [seen.replace("63200", code)]})
    assert codes(north) == [("cook", "", "")]


def test_whoever_ticks_nothing_that_waits_is_told(browser: Client, north: Organization) -> None:
    cook = wrote(north, "cook", "63200", 0.95)
    with scope(organization=north):
        decide_occupation(occupation=cook, noc="63200", by=system(north))
    for numbers in ([], [cook.pk], ["x"]):
        answer = browser.get(CONFIRM, {"selected": numbers}, follow=True)
        assert "Choose at least one occupation that waits for its code." in text_of(answer)
    assert "Every occupation has its code" in text_of(browser.get(CODES))


def test_the_list_tells_the_likely_from_the_others(browser: Client, north: Organization) -> None:
    wrote(north, "cook", "63200", 0.95)
    wrote(north, "cook of code", "21232", 0.3)
    found = {
        query: [row.name for row in browser.get(f"{CODES}?likely={query}").context["list"].lines()]
        for query in ("sure", "unsure")
    }
    assert found == {"sure": ["cook"], "unsure": ["cook of code"]}
    assert browser.get(f"{CODES}?file=csv").content.decode("utf-8-sig").splitlines()[1].startswith("cook,")


def test_whose_occupation_has_no_code_yet_is_said_before_anybody_is_matched(
    browser: Client, north: Organization
) -> None:
    cohort = applications.cohort(north)
    page = f"/o/north/manage/programs/cohorts/{cohort.pk}/matching/"
    made.mentee(cohort, given_name="Amara")
    unknown = made.mentee(cohort, given_name="Zoe")
    said = "The occupation of 1 person to be matched is known in words alone."
    assert said not in text_of(browser.get(page))
    with scope(organization=north):
        OccupationHeld.objects.filter(person=unknown.person_id).update(decision="", noc="")
    warned = text_of(browser.get(page))
    assert (said in warned, f'href="{CODES}"' in warned) == (True, True)
