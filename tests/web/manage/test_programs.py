"""The pages about programs: from a template to dates that move after a look."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format
from django_scopes import scope

from parcours.accounts.models import Organization, Partnership
from parcours.accounts.roles import Role
from parcours.programs.models import (
    Cohort,
    Criterion,
    EligibilityRule,
    Phase,
    Program,
    ProgramPartner,
    Target,
)
from parcours.programs.queries import agreement_of
from parcours.web.manage.cohorts import next_name
from parcours.web.manage.rule_forms import TryForm
from tests import factories

pytestmark = pytest.mark.django_db

PROGRAMS = "/o/north/manage/programs/"
WORDS = {
    "reason_en": "For nurses.",
    "reason_fr": "Pour le personnel infirmier.",
    "next_step_en": "Ask us.",
    "next_step_fr": "Écrivez-nous.",
}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 11, 25, 17, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def north() -> Iterator[Organization]:
    organization = factories.organization("north")
    with scope(organization=organization):
        yield organization


@pytest.fixture
def browser(client: Client, north: Organization) -> Client:
    client.force_login(factories.member(north, Role.COORDINATOR))
    return client


def begun(browser: Client) -> tuple[str, str]:
    """The addresses of a program that was just begun, and of its first cohort."""
    address = browser.post(PROGRAMS, {"template": "city"}).headers["Location"]
    return address, f"{PROGRAMS}cohorts/{Cohort.objects.get().pk}/"


def said(browser: Client, address: str) -> str:
    return unescape(browser.get(address).content.decode())


def test_a_program_is_there_after_one_button(browser: Client) -> None:
    program, _cohort = begun(browser)
    context = browser.get(PROGRAMS).context
    assert [str(one) for one, _cohorts in context["programs"]] == ["Mentoring, profession to profession"]
    assert [str(row) for row, _tone in browser.get(program).context["cohorts"]] == ["2026–2027"]


def test_an_unknown_template_begins_nothing(browser: Client) -> None:
    browser.post(PROGRAMS, {"template": "none"})
    assert browser.get(PROGRAMS).context["programs"] == []


def test_a_cohort_is_added_with_phases_as_long_as_pairs_meet(browser: Client) -> None:
    program, _cohort = begun(browser)
    given = {"name": "2027", "seats": "25", "intake": "rolling", "starts_on": "2027-01-04"}
    added = browser.post(program, given)
    made = Cohort.objects.get(name="2027")
    phases = list(Phase.objects.filter(cohort=made))
    assert added.headers["Location"] == f"{PROGRAMS}cohorts/{made.pk}/"
    assert [phase.kind for phase in phases][-2:] == ["mentorship", "closing"]
    assert (phases[0].starts_on, phases[-1].ends_on) == (dt.date(2027, 1, 4), dt.date(2027, 12, 31))


def test_two_cohorts_are_not_called_the_same(browser: Client) -> None:
    program, _cohort = begun(browser)
    given = {"name": "2026–2027", "seats": "25", "intake": "rolling", "starts_on": "2027-01-04"}
    errors = browser.post(program, given).context["form"].errors
    assert errors == {"name": ["This program has a cohort of that name already. Choose another."]}


def test_each_section_saves_its_own_and_says_what_most_have(browser: Client) -> None:
    program, _cohort = begun(browser)
    section = f"{program}settings/pace/"
    form = browser.get(section).context["form"]
    assert str(form["required_hours"].help_text) == "Most programs: 24."
    given = {"required_hours": "30", "duration_months": "5", "first_meeting_days": "10", "version": "1"}
    browser.post(section, given)
    late = browser.post(section, {**given, "required_hours": "40"})
    assert Program.objects.get().required_hours == 30
    assert late.status_code == 409


def test_a_program_gets_a_public_page_whose_address_is_there_to_be_copied(browser: Client) -> None:
    program, _cohort = begun(browser)
    row = Program.objects.get()
    address = f"/programs/north/program/{row.pk}/"
    before = (Client().get(address).status_code, address in said(browser, program))
    given = {"kind": "mentoring", "name_en": "Mentoring", "is_public": "on", "version": "1"}
    browser.post(f"{program}settings/about/", given)
    shown = said(browser, program)
    assert (before, Client().get(address).status_code) == ((404, False), 200)
    assert [f"{address}?lang={code}</textarea>" in shown for code in ("en", "fr")] == [True, True]


MEASURES = {
    "surveys_asked": ["final_review"],
    "review_opens_days": "7",
    "pulse_first_day": "30",
    "pulse_every_days": "60",
    "follow_up_before_days": "14",
    "follow_up_after_days": "45",
    "follow_up_attempts": "3",
    "follow_up_points": ["exit", "m6"],
    "version": "1",
}


def test_lists_of_settings_are_ticked(browser: Client) -> None:
    program, _cohort = begun(browser)
    browser.post(f"{program}settings/measures/", MEASURES)
    program_now = Program.objects.get()
    assert (program_now.follow_up_points, program_now.surveys_asked) == (["exit", "m6"], ["final_review"])


def test_related_occupations_are_read_and_shown_with_their_titles(browser: Client) -> None:
    program, _cohort = begun(browser)
    section = f"{program}settings/measures/"
    browser.post(section, {**MEASURES, "related": "21300\n\nFinancial auditors and accountants\n21300"})
    assert Program.objects.get().related == ["21300", "11100"]
    assert "21300 Civil engineers; 11100 Financial auditors and accountants" in said(browser, program)
    again = browser.get(section).context["form"]["related"].value()
    assert again == "21300 Civil engineers\n11100 Financial auditors and accountants"


def test_an_occupation_that_is_none_is_named_and_nothing_is_kept(browser: Client) -> None:
    program, _cohort = begun(browser)
    section = f"{program}settings/measures/"
    refused = browser.post(section, {**MEASURES, "related": "21300\n2130"})
    assert "2130: Give the code of one unit group. Alike: 21300 Civil engineers" in unescape(
        refused.content.decode()
    )
    assert Program.objects.get().related == []


def test_there_is_no_other_section(browser: Client) -> None:
    program, _cohort = begun(browser)
    assert browser.get(f"{program}settings/other/").status_code == 404
    assert browser.get(f"{PROGRAMS}0/").status_code == 404
    assert browser.get(f"{PROGRAMS}cohorts/0/").status_code == 404


def test_the_agreement_gets_a_next_edition(browser: Client) -> None:
    program, _cohort = begun(browser)
    browser.post(f"{program}settings/agreement/", {"text_en": "We meet.", "text_fr": "", "version": "1"})
    late = browser.post(f"{program}settings/agreement/", {"text_en": "No.", "text_fr": "", "version": "1"})
    written = agreement_of(Program.objects.get())
    assert written is not None
    assert (written.edition, written.text) == (2, "We meet.")
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("fact", "operator", "values", "kept", "words"),
    [
        ("education", "is_one_of", ["master", "doctorate"], ["master", "doctorate"], "Master’s, Doctorate"),
        ("age", "at_most", "30", [30], "at most 30"),
        ("is_referred", "is_one_of", "no", [False], "Referred by a partner: no"),
        ("occupation", "is_none_of", "21300, 31301", ["21300", "31301"], "not 21300 Civil engineers, 31301"),
    ],
)
def test_a_rule_is_added_about_a_fact(
    browser: Client,
    fact: str,
    operator: str,
    values: object,
    kept: list[object],
    words: str,
) -> None:
    program, _cohort = begun(browser)
    given = {"add": "1", "operator": operator, "values": values, **WORDS}
    browser.post(f"{program}rules/?fact={fact}", given)
    rule = EligibilityRule.objects.order_by("-pk")[0]
    assert (rule.field, rule.operator, rule.values) == (fact, operator, kept)
    assert words in said(browser, f"{program}rules/")


def test_a_rule_needs_codes_that_exist_and_words(browser: Client) -> None:
    program, _cohort = begun(browser)
    given = {"add": "1", "operator": "is_one_of", "values": "99999", **WORDS, "reason_fr": ""}
    errors = browser.post(f"{program}rules/?fact=occupation", given).context["form"].errors
    assert errors == {
        "values": ["Write the NOC codes of unit groups, such as 21300, with commas between them."],
        "reason_fr": ["Fill this in."],
    }


def test_a_rule_is_removed(browser: Client) -> None:
    program, _cohort = begun(browser)
    rules = EligibilityRule.objects.order_by("pk")
    browser.post(f"{program}rules/", {"remove": str(rules[0].pk)})
    browser.post(f"{program}rules/", {"remove": "999999"})
    assert [rule.field for rule in rules] == ["is_referred", "years_experience"]


@pytest.mark.parametrize(
    ("facts", "words", "missing"),
    [
        ("whereabouts=in_canada&is_referred=yes&years_experience=2", "Eligible", []),
        ("whereabouts=abroad&is_referred=yes&years_experience=2", "Not eligible", []),
        ("whereabouts=in_canada&is_referred=yes", "Not known yet", ["Years of experience"]),
    ],
)
def test_the_rules_are_tried(browser: Client, facts: str, words: str, missing: list[str]) -> None:
    program, _cohort = begun(browser)
    verdict = browser.get(f"{program}rules/?try=1&{facts}").context["verdict"]
    assert (verdict["words"], verdict["missing"]) == (words, missing)


def test_what_is_left_open_is_offered_once() -> None:
    shown = str(TryForm(fields=["whereabouts"])["whereabouts"])
    assert ("Not known" in shown, "Unknown" in shown) == (True, False)


def test_partners_and_targets_come_and_go(browser: Client, north: Organization) -> None:
    program, _cohort = begun(browser)
    fund = factories.organization("fund")
    row = Partnership.objects.create(
        organization=north, partner=fund, role="funder", starts_on=dt.date(2026, 1, 1)
    )
    page = f"{program}partners/"
    browser.post(page, {"do": "partner", "partnership": str(row.pk), "amount": "5000"})
    browser.post(page, {"do": "target", "indicator": "pairs", "number": "40"})
    wrong = browser.post(page, {"do": "target", "indicator": "pairs", "number": "0"})
    named, target = ProgramPartner.objects.get(), Target.objects.get()
    assert (named.amount, target.number) == (Decimal(5000), 40)
    assert list(wrong.context["target_form"].errors) == ["number"]
    browser.post(page, {"remove_partner": str(named.pk)})
    browser.post(page, {"remove_target": str(target.pk)})
    assert (ProgramPartner.objects.count(), Target.objects.count()) == (0, 0)


def test_a_move_is_shown_before_it_is_made(browser: Client) -> None:
    _program, cohort = begun(browser)
    matching = Phase.objects.get(kind="matching")
    later = matching.starts_on + dt.timedelta(days=7)
    move = {"kind": "matching", "edge": "start", "to": later.isoformat()}
    shown = browser.get(cohort, move).context["moved"]
    assert [label for label, _now, _then in shown] == ["Matching", "Orientation", "Mentorship", "Closing"]
    matching.refresh_from_db()
    assert matching.starts_on < later
    browser.post(cohort, {**move, "move": "1", "version": "1"})
    late = browser.post(cohort, {**move, "move": "1", "version": "1"})
    matching.refresh_from_db()
    assert matching.starts_on == later
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("move", "error"),
    [
        (
            {"kind": "matching", "edge": "start", "to": "2026-01-01"},
            "The phase would come before what it follows.",
        ),
        ({"kind": "matching", "edge": "end", "to": "9999-12-31"}, "Ensure this value is less than"),
        ({"kind": "intake", "edge": "start", "to": "2026-12-21"}, "The phase is on that day already."),
    ],
)
def test_a_move_that_cannot_be_says_why(browser: Client, move: dict[str, str], error: str) -> None:
    _program, cohort = begun(browser)
    context = browser.get(cohort, move).context
    assert context["moved"] == []
    assert context["moving"].errors["to"][0][: len(error)] == error


def test_a_move_without_a_version_moves_nothing(browser: Client) -> None:
    _program, cohort = begun(browser)
    browser.post(cohort, {"move": "1", "kind": "matching", "edge": "start", "to": "2027-06-01"})
    assert "look at what moves first" in said(browser, cohort)
    assert Cohort.objects.get().version == 1


def test_a_cohort_is_copied_with_one_button(browser: Client) -> None:
    _program, cohort = begun(browser)
    browser.post(cohort, {"save": "1", "name": "2026", "seats": "35", "intake": "rolling", "version": "1"})
    context = browser.get(cohort).context
    assert (context["copy_name"], context["copy_from"]) == ("2027", dt.date(2027, 12, 20))
    browser.post(cohort, {"copy": "1", "name": context["copy_name"]})
    browser.post(cohort, {"copy": "1", "name": context["copy_name"]})
    found = Cohort.objects.order_by("pk").values_list("name", "seats", "status")
    assert list(found) == [("2026", 35, "planned"), ("2027", 35, "planned")]
    assert "has a cohort of that name already" in said(browser, cohort)


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 201])
def test_a_copy_whose_name_cannot_be_is_refused(browser: Client, name: str) -> None:
    _program, cohort = begun(browser)
    assert browser.post(cohort, {"copy": "1", "name": name}).status_code == 302
    assert Cohort.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "later"), [("Fall 2026–2027", "Fall 2027–2028"), ("Phase 1", "Phase 1 (2)"), ("", " (2)")]
)
def test_a_copy_is_named_for_the_next_year(name: str, later: str) -> None:
    assert next_name(name) == later


def test_a_status_is_changed_by_its_button(browser: Client) -> None:
    _program, cohort = begun(browser)
    ways = [name for name, _words in browser.get(cohort).context["ways"]]
    browser.post(cohort, {"way": "open_intake"})
    assert ways == ["open_intake", "start", "cancel"]
    assert Cohort.objects.get().status == "recruiting"


def test_an_intake_that_is_opened_ahead_of_its_day_says_when_people_can_apply(browser: Client) -> None:
    _program, cohort = begun(browser)
    starts_on = Phase.objects.get(kind="intake").starts_on
    assert "The intake" not in browser.get(cohort).text
    browser.post(cohort, {"way": "open_intake"})
    day = f"The intake opens on {date_format(starts_on)}; nobody can apply before that day."
    for page in (cohort, f"{cohort}applications/"):
        assert day in browser.get(page).text
    Phase.objects.filter(kind="intake").update(starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2090, 1, 2))
    for page in (cohort, f"{cohort}applications/"):
        assert "The intake is open until 2 Jan 2090:" in browser.get(page).text
    assert "/programs/" in browser.get(cohort).text


def test_a_cohort_is_cancelled_once_one_has_seen_what_that_closes(browser: Client) -> None:
    _program, cohort = begun(browser)
    assert "?cancel=1" in browser.get(cohort).text
    seen = browser.get(cohort, {"cancel": "1"})
    assert (seen.context["ends"].begun, "cannot be undone" in seen.text) == (0, True)
    assert Cohort.objects.get().status == "planned"
    browser.post(cohort, {"way": "cancel"})
    assert Cohort.objects.get().status == "cancelled"
    assert browser.get(cohort, {"cancel": "1"}).context["ends"] is None
    late = browser.post(cohort, {"way": "complete"}, follow=True)
    assert (late.status_code, Cohort.objects.get().status) == (409, "cancelled")


def test_a_cohort_without_phases_has_a_page(browser: Client) -> None:
    _program, cohort = begun(browser)
    Phase.objects.all().delete()
    context = browser.get(cohort).context
    assert (context["chart"], context["copy_from"]) == (None, None)


def test_the_list_takes_as_many_queries_for_many_programs(browser: Client) -> None:
    browser.post(PROGRAMS, {"template": "city"})
    browser.get(PROGRAMS)
    with CaptureQueriesContext(connection) as few:
        browser.get(PROGRAMS)
    for key in ("federal", "agency"):
        browser.post(PROGRAMS, {"template": key})
    browser.get(PROGRAMS)  # says that they are there
    with CaptureQueriesContext(connection) as many:
        browser.get(PROGRAMS)
    assert len(many) == len(few)


def test_criteria_are_added_refused_and_removed_on_their_page(browser: Client) -> None:
    program, _cohort = begun(browser)
    page = f"{program}criteria/"
    browser.post(page, {"name_en": "Has read about us", "add": "1"})
    again = browser.post(page, {"name_en": "Has read about us", "add": "1"})
    assert "The program has this criterion already." in unescape(again.content.decode())
    added = Criterion.objects.get(name_en="Has read about us")
    there = added.name in said(browser, page)
    browser.post(page, {"remove": str(added.pk)})
    assert (there, "Has read about us" in said(browser, page)) == (True, False)
