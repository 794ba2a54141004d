"""The pages on which a cohort is matched, from the proposal to the letters."""

import re

import pytest
from django.core import mail
from django.test import Client
from django_scopes import scope, scopes_disabled
from pytest_django.fixtures import Settings as SiteSettings

from parcours.accounts.models import AuditEntry, Organization
from parcours.accounts.roles import Role
from parcours.applications.models import Application
from parcours.engagements.actions.answering import decline
from parcours.engagements.models import Mentorship
from parcours.matching.actions import running
from parcours.matching.models import Exclusion, Run
from parcours.people.models import Mentor
from parcours.programs.models import Cohort
from tests import factories
from tests.access.walk import text_of
from tests.applications import made as applications
from tests.architecture.changes_of_matches import MATCHING
from tests.engagements import made
from tests.jobs.conftest import DATABASE
from tests.people.consent.made import act

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Organization:
    return factories.organization("north")


@pytest.fixture
def cohort(here: Organization) -> Cohort:
    return applications.cohort(here, seats=9)


@pytest.fixture
def browser(client: Client, here: Organization) -> Client:
    client.force_login(factories.member(here, Role.COORDINATOR, name="Kim Osei"))
    return client


HOME = "/o/north/manage/"


def at(cohort: Cohort, more: str = "") -> str:
    return f"/o/north/manage/programs/cohorts/{cohort.pk}/matching/{more}"


def match(browser: Client, cohort: Cohort, **more: str) -> Run:
    assert browser.post(at(cohort, "run/"), MATCHING | more).status_code == 302
    with scopes_disabled():
        return Run.objects.latest("pk")


def pairs(here: Organization) -> list[tuple[str, str, str]]:
    with scope(organization=here):
        rows = Mentorship.objects.select_related("participant__person", "mentor__person")
        return [
            (row.participant.person.given_name, row.mentor.person.given_name, row.status)
            for row in rows.order_by("pk")
        ]


def test_a_cohort_is_matched_chosen_and_sent_in_six_clicks(
    browser: Client, here: Organization, cohort: Cohort
) -> None:
    made.mentee(cohort, given_name="Amara")
    made.mentor(cohort, given_name="Luc", email="luc@example.org")
    made.mentee(cohort, given_name="Zoe", code="11100")
    match(browser, cohort)
    page = text_of(browser.get(at(cohort)))
    assert "Same unit group: Civil engineers (21300)" in page
    assert "No mentor with a place works in this field" in page
    browser.post(at(cohort), {"all": "1"})
    with scopes_disabled():
        assert AuditEntry.objects.filter(verb="mentorship.chosen").count() == 1
        (number,) = Mentorship.objects.values_list("pk", flat=True)
    assert pairs(here) == [("Amara", "Luc", "draft")]
    assert "What the mentor reads about the mentee" in text_of(browser.get(at(cohort, "send/")))
    before = len(mail.outbox)
    browser.post(at(cohort, "send/"), {"pair": str(number)})
    assert (pairs(here)[0][2], [letter.to for letter in mail.outbox[before:]]) == (
        "proposed",
        [["luc@example.org"]],
    )


def test_nothing_ticked_sends_nothing(browser: Client, here: Organization, cohort: Cohort) -> None:
    made.pair(cohort, made.mentee(cohort), made.mentor(cohort))
    assert browser.post(at(cohort, "send/"), {}).status_code == 409
    assert pairs(here)[0][2] == "draft"


def test_who_would_be_left_without_a_mentor_is_said_before(
    browser: Client, here: Organization, cohort: Cohort
) -> None:
    amara = made.mentee(cohort, given_name="Amara", family_name="Okafor")
    noor, luc = made.mentee(cohort, given_name="Noor"), made.mentor(cohort, given_name="Luc")
    taken = made.pair(cohort, amara, luc)
    page = at(cohort, f"mentee/{noor.pk}/mentor/{luc.pk}/")
    assert "This leaves Amara Okafor without a mentor." in text_of(browser.get(page))
    browser.post(page, {"seen": str(taken.pk), "instead_of": str(taken.pk), "why": "Same employer before."})
    assert pairs(here) == [("Amara", "Luc", "withdrawn"), ("Noor", "Luc", "draft")]


def test_t40_who_comes_late_is_told_who_was_faster(
    browser: Client, here: Organization, cohort: Cohort
) -> None:
    amara, noor = made.mentee(cohort, given_name="Amara"), made.mentee(cohort, given_name="Noor")
    luc = made.mentor(cohort, given_name="Luc", places=2)
    page = at(cohort, f"mentee/{noor.pk}/mentor/{luc.pk}/")
    browser.get(page)
    browser.post(at(cohort, f"mentee/{amara.pk}/mentor/{luc.pk}/"), {})
    late = browser.post(page, {})
    assert late.status_code == 409
    assert "Kim Osei chose Luc" in text_of(late)
    assert len(pairs(here)) == 1


def test_a_mentor_is_ruled_out_with_a_reason(browser: Client, cohort: Cohort) -> None:
    amara, luc = made.mentee(cohort), made.mentor(cohort, given_name="Luc", family_name="Roy")
    match(browser, cohort)
    page = at(cohort, f"mentee/{amara.pk}/")
    browser.post(page, {"mentor": str(luc.pk), "reason": "known", "words": "Cousins."})
    shown = text_of(browser.get(page))
    assert "They know each other already: Cousins. (Kim Osei" in shown
    with scopes_disabled():
        held = Exclusion.objects.get()
    browser.post(page, {"allow": str(held.pk)})
    with scopes_disabled():
        assert not Exclusion.objects.exists()


def test_who_was_ruled_out_stays_so_whatever_else_is_switched_off(browser: Client, cohort: Cohort) -> None:
    amara, luc = made.mentee(cohort), made.mentor(cohort)
    browser.post(
        at(cohort, f"mentee/{amara.pk}/"), {"mentor": str(luc.pk), "reason": "known", "words": "Cousins."}
    )
    assert "People to avoid" not in text_of(browser.get(at(cohort, "run/")))
    run = match(browser, cohort)
    with scopes_disabled():
        assert not run.candidates.exists()


def test_two_runs_are_compared(browser: Client, cohort: Cohort) -> None:
    made.mentee(cohort, given_name="Amara")
    made.mentor(cohort, given_name="Luc")
    match(browser, cohort)
    assert "There are no two runs to compare yet" in text_of(browser.get(at(cohort, "runs/")))
    zoe, late = (made.mentee(cohort, given_name=name) for name in ("Zoe", "Late"))
    ana = made.mentor(cohort, given_name="Ana")
    for who in (zoe, late):
        browser.post(
            at(cohort, f"mentee/{who.pk}/"), {"mentor": str(ana.pk), "reason": "known", "words": "Cousins."}
        )
    match(browser, cohort)
    shown = text_of(browser.get(at(cohort, "runs/")))
    assert "New in the cohort" in shown
    assert re.search(r"(Zoe|Late)[\w ]* took the place: new in the cohort", shown)
    made.mentor(cohort, given_name="Max")
    match(browser, cohort)
    assert re.search("Had no place before|A place came free", text_of(browser.get(at(cohort, "runs/"))))


def test_weights_of_nothing_are_refused(browser: Client, cohort: Cohort) -> None:
    made.mentee(cohort)
    nothing = {name: "0" if name.startswith("weight") else value for name, value in MATCHING.items()}
    assert "Give one criterion a weight above 0" in text_of(browser.post(at(cohort, "run/"), nothing))


def test_a_mentorship_goes_its_way_on_its_page(browser: Client, here: Organization, cohort: Cohort) -> None:
    row = made.agreed(
        made.sent(made.pair(cohort, made.mentee(cohort), made.mentor(cohort))), "mentor", "mentee"
    )
    page = f"/o/north/manage/programs/mentorships/{row.pk}/"
    browser.post(page, {"begin": "1", "on": "2026-01-05"})
    browser.post(page, {"step": "flag"})
    assert "At risk" in text_of(browser.get(page))
    browser.post(page, {"finish": "1", "reason": "found_work", "why": "In the field."})
    assert pairs(here)[0][2] == "ended_early"
    assert "Found work" in text_of(browser.get(page))


def test_who_needs_no_other_mentor_is_given_none(browser: Client, here: Organization, cohort: Cohort) -> None:
    mentee, other = made.mentee(cohort), made.mentor(cohort)
    row = made.agreed(made.sent(made.pair(cohort, mentee, made.mentor(cohort))), "mentor", "mentee")
    page = f"/o/north/manage/programs/mentorships/{row.pk}/"
    browser.post(page, {"finish": "1", "reason": "found_work", "why": ""})
    decide = at(cohort, f"mentee/{mentee.pk}/mentor/{other.pk}/")
    said = text_of(browser.post(decide, {"why": ""}, follow=True))
    assert ("they need no other mentor in it" in said, len(pairs(here))) == (True, 1)
    shown = browser.get(at(cohort)).context
    assert (shown["without"].rows, [line.pair for line in shown["decided"].rows]) == ([], [row])


def test_who_was_asked_is_asked_again_or_no_more(browser: Client, here: Organization, cohort: Cohort) -> None:
    row = made.sent(made.pair(cohort, made.mentee(cohort), made.mentor(cohort)))
    page = f"/o/north/manage/programs/mentorships/{row.pk}/"
    before = len(mail.outbox)
    browser.post(page, {"again": "1"})
    browser.post(page, {"back": "1", "back-why": "The mentor moved."})
    assert (pairs(here)[0][2], len(mail.outbox) - before) == ("withdrawn", 2)


def test_the_page_costs_the_same_however_many_there_are(
    browser: Client, cohort: Cohort, django_assert_max_num_queries: object
) -> None:
    for _number in range(4):
        made.mentee(cohort)
        made.mentor(cohort)
    made.mentee(cohort)
    match(browser, cohort)
    browser.get(at(cohort))  # the log keeps one look a minute
    with django_assert_max_num_queries(20):  # type: ignore[operator] # a fixture of pytest-django
        browser.get(at(cohort))


def test_an_answer_that_is_late_is_under_today(browser: Client, here: Organization, cohort: Cohort) -> None:
    row = made.sent(made.pair(cohort, made.mentee(cohort), made.mentor(cohort)))
    with scope(organization=here):
        Mentorship.objects.filter(pk=row.pk).update(answer_by="2020-01-02")
    assert "Late answer to a match" in text_of(browser.get("/o/north/manage/"))


def test_after_a_no_the_next_best_is_shown_and_the_mentee_is_under_today(
    browser: Client, here: Organization, cohort: Cohort, django_assert_max_num_queries: object
) -> None:
    amara = made.mentee(cohort, given_name="Amara", family_name="Okafor")
    for name in ("Luc", "Ana"):
        made.mentor(cohort, given_name=name, family_name="Roy")
    match(browser, cohort)
    assert "Choose 1 pair" in text_of(browser.get(at(cohort)))
    browser.post(at(cohort), {"all": "1"})
    with scope(organization=here):
        (row,) = Mentorship.objects.select_related("mentor__person", "organization")
        no, other = row.mentor, Mentor.objects.exclude(pk=row.mentor_id).get()
        decline(mentorship=made.sent(row), reason="no_time", by=made.by_link(no.person))
    shown = browser.get(at(cohort))
    page = text_of(shown)
    none = [shown.context[name].rows for name in ("open", "without")]
    assert (none, "Choose 1 pair" in page) == ([[], []], False)
    assert [line.next_best.mentor for line in shown.context["next_best"].rows] == [other]
    assert f"Declined by the mentor, {no}: No time at the moment" in page
    browser.post(at(cohort), {"all": "1"})
    assert len(pairs(here)) == 1
    for url in (HOME, f"{HOME}today/", at(cohort)):
        browser.get(url)  # the log keeps one look a minute
        with django_assert_max_num_queries(20):  # type: ignore[operator] # a fixture of pytest-django
            browser.get(url)
    queue = text_of(browser.get(HOME))
    assert ("Match declined" in queue, f"Amara Okafor – {no}" in queue, "Reason: No time" in queue) == (
        True,
        True,
        True,
    )
    one = browser.get(f"{HOME}today/declined/{row.pk}/")
    assert f'href="{at(cohort, f"mentee/{amara.pk}/")}"' in one.content.decode()
    listed = browser.get(at(cohort, f"mentee/{amara.pk}/")).context
    assert [row.mentor for row, *_rest in listed["candidates"]] == [listed["next_best"].mentor] == [other]
    made.pair(cohort, amara, other)
    assert "Match declined" not in text_of(browser.get(HOME))


def test_who_has_nobody_left_on_the_short_list_is_said(browser: Client, cohort: Cohort) -> None:
    amara, luc = made.mentee(cohort), made.mentor(cohort)
    match(browser, cohort)
    browser.post(at(cohort, f"mentee/{amara.pk}/"), {"mentor": str(luc.pk), "reason": "known", "words": ""})
    assert "Nobody else on the short-list has room." in text_of(browser.get(at(cohort)))
    act(amara.person, said="withdrawn")
    assert "Does not agree to be matched." in text_of(browser.get(at(cohort)))


def test_a_large_run_shows_where_it_is_and_is_stopped(
    browser: Client, cohort: Cohort, monkeypatch: pytest.MonkeyPatch, settings: SiteSettings
) -> None:
    monkeypatch.setattr(running, "AT_ONCE", 1)
    settings.TASKS = DATABASE
    made.mentee(cohort)
    made.mentor(cohort)
    match(browser, cohort)
    assert "Waits for the worker" in text_of(browser.get(at(cohort)))
    late = browser.post(at(cohort, "run/"), MATCHING)
    assert (late.status_code, "Kim Osei has had this cohort matched since" in text_of(late)) == (409, True)
    browser.post(at(cohort), {"stop": "1"})
    assert "The last run was stopped." in text_of(browser.get(at(cohort)))


def test_after_a_second_run_what_changed_is_shown_first(browser: Client, cohort: Cohort) -> None:
    held = made.mentee(cohort)
    made.pair(cohort, held, made.mentor(cohort))
    match(browser, cohort)
    made.mentee(cohort, given_name="Zoe")
    made.mentor(cohort)
    page = text_of(browser.post(at(cohort, "run/"), MATCHING, follow=True))
    assert "1 pair was chosen before the later run, and holds." in page
    assert "New in the cohort" in page


def test_three_ways_stand_side_by_side_and_the_usual_one_is_proposed(
    browser: Client, here: Organization, cohort: Cohort
) -> None:
    made.mentee(cohort)
    made.mentor(cohort)
    shown = browser.post(at(cohort, "run/"), MATCHING | {"ways": "all"}, follow=True).context
    assert [(run.certificate["placed"], run.certificate["mentee_rank"]) for run, _way in shown["runs"]] == [
        (1, 1.0)
    ] * 3
    with scope(organization=here):
        assert [run.rules["mode"] for run in Run.objects.order_by("pk")] == ["balanced", "stable", "optimal"]
    assert [key for key, _way in shown["other_ways"]] == ["stable", "balanced"]
    page = text_of(browser.get(at(cohort, "runs/")))
    assert f'href="{at(cohort, "run/")}?mode=stable"' in page
    assert browser.get(at(cohort, "run/?mode=stable")).context["form"]["mode"].initial == "stable"


def test_limits_of_an_employer_hold_and_are_offered_again(browser: Client, cohort: Cohort) -> None:
    for name in ("Amara", "Zoe"):
        made.mentee(cohort, given_name=name)
    for _each in range(2):
        made.mentor(cohort, employer="Hydro")
    made.mentor(cohort, employer="Alone")
    assert match(browser, cohort, most_host_0="1").certificate["placed"] == 2
    form = browser.get(at(cohort, "run/")).context["form"]
    assert (form.limited, form["most_host_0"].initial) == ({"host_0": ("host", "Hydro")}, 1)
    assert match(browser, cohort, most_host_0="0").certificate["placed"] == 1


def test_limits_that_cannot_hold_are_named(browser: Client, cohort: Cohort) -> None:
    made.mentee(cohort)
    for _each in range(2):
        made.mentor(cohort, employer="Hydro")
    refused = text_of(browser.post(at(cohort, "run/"), MATCHING | {"least_host_0": "3", "most_host_0": "2"}))
    assert "At most cannot be fewer than at least." in refused
    assert match(browser, cohort, least_host_0="3").state == "impossible"
    assert "This limit cannot hold: “Hydro” at least 3." in text_of(browser.get(at(cohort)))


def of_agencies(cohort: Cohort) -> tuple[Organization, Organization]:
    """Agencies of three mentees, for whom there is room: the first referred two, of whom the second looks after one."""
    north, south = (
        factories.organization(slug, name_en=f"{slug} agency") for slug in ("agency-n", "agency-s")
    )
    people = [made.mentee(cohort, given_name=name) for name in ("Amara", "Bo", "Zoe")]
    with scope(organization=cohort.organization):
        mine = Application.objects.filter(cohort=cohort)
        mine.filter(participant__in=people[:2]).update(referred_by=north)
        mine.filter(participant__in=people[1:]).update(looked_after_by=south)
    for _each in range(3):
        made.mentor(cohort)
    return north, south


def test_limits_of_an_agency_hold_and_are_shown_with_what_they_cost(browser: Client, cohort: Cohort) -> None:
    north, south = of_agencies(cohort)
    run = match(browser, cohort, **{f"most_agency_{south.pk}": "1", f"least_agency_{north.pk}": "1"})
    assert (run.certificate["placed"], run.rule_costs["agency"]) == (2, 1)
    assert run.agencies == {str(north.pk): [1, 1], str(south.pk): [2, 1]}
    shown = browser.get(at(cohort)).context
    assert [(one.name, one.least, one.most, one.pairs, one.is_kept) for one in shown["limits"]] == [
        (str(north), 1, None, 1, True),
        (str(south), 0, 1, 1, True),
    ]
    assert ("Limits of agencies", 1) in shown["costs"]
    form = browser.get(at(cohort, "run/")).context["form"]
    assert form[f"most_agency_{south.pk}"].initial == 1


def test_stable_pairs_pass_over_limits_and_the_page_says_so(browser: Client, cohort: Cohort) -> None:
    _north, south = of_agencies(cohort)
    match(browser, cohort, mode="stable", **{f"most_agency_{south.pk}": "1"})
    (one,) = browser.get(at(cohort)).context["limits"]
    assert (one.pairs, one.is_kept) == (2, False)


def test_limits_of_agencies_that_cannot_hold_are_named_by_their_names(
    browser: Client, cohort: Cohort
) -> None:
    north, south = of_agencies(cohort)
    run = match(browser, cohort, **{f"least_agency_{who.pk}": "2" for who in (north, south)})
    assert run.state == "impossible"
    said = text_of(browser.get(at(cohort)))
    assert (
        f"This limit cannot hold: “{north}” at least 2. Nearest to it would be: “{north}” at least 1." in said
    )
    assert [str(south) in sentence for sentence in run.notes["en"]] == [False, False]
