"""Runs on the people of a cohort of the site: what is not on file stays unknown, and what was decided holds."""

import datetime as dt
from typing import Any

import pytest
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.applications.actions.screening import note_step
from parcours.core.refusals import Refused, Stale
from parcours.engagements.actions.answering import decline
from parcours.engagements.actions.choosing import choose
from parcours.engagements.actions.ending import end
from parcours.matching.actions import deciding
from parcours.matching.actions.deciding import take, take_all
from parcours.matching.actions.ruling import allow, rule_out
from parcours.matching.actions.running import run
from parcours.matching.actions.wishing import keep_wishes
from parcours.matching.adapter import AGENCY, Quota, Settings
from parcours.matching.closed import closed
from parcours.matching.consequences import consequences
from parcours.matching.gathering import gather
from parcours.matching.models import Run
from parcours.matching.queries import exclusions_of, naming, proposed_by, unplaced_by
from parcours.matching.still_open import how_it_stands
from parcours.people.actions.sensitive import keep_facts
from parcours.people.models import LanguageSkill, Mentor, MentorPause, OccupationHeld, Participant, Person
from parcours.programs.models import Cohort, Program
from tests import factories
from tests.applications import made as applications
from tests.engagements import made
from tests.people.consent.made import act

pytestmark = pytest.mark.django_db

ACCOUNTANT = "11100"


@pytest.fixture
def here() -> Organization:
    return factories.organization()


@pytest.fixture
def cohort(here: Organization) -> Cohort:
    return applications.cohort(here, seats=9)


def matched(cohort: Cohort, **rules: bool) -> Run:
    with scope(organization=cohort.organization):
        settings = Settings(rules={**Settings().rules, **rules})
        return run(cohort=cohort, settings=settings, by=system(cohort.organization))


def pairs(of: Run) -> list[tuple[str, str]]:
    with scope(organization=of.organization):
        return [(one.participant.person.given_name, one.mentor.person.given_name) for one in proposed_by(of)]


def change(person: Person, **fields: Any) -> None:
    with scope(organization=person.organization):
        Person.objects.filter(pk=person.pk).update(**fields)


def test_a_run_proposes_and_decides_nothing(cohort: Cohort) -> None:
    made.mentee(cohort, given_name="Amara")
    made.mentor(cohort, given_name="Luc")
    done = matched(cohort)
    assert (done.state, pairs(done), done.certificate["gap"]) == ("done", [("Amara", "Luc")], 0)
    with scope(organization=cohort.organization):
        (pair,) = proposed_by(done)
        english, french = pair.reasons["en"], pair.reasons["fr"]
    assert english[0][0].startswith("Same unit group: Civil engineers")
    assert french[0][0].startswith("Même groupe de base\N{NO-BREAK SPACE}: Ingénieurs civils")


def test_nobody_to_match_is_refused(cohort: Cohort) -> None:
    with pytest.raises(Refused):
        matched(cohort)


def test_what_is_on_file_reaches_the_engine(cohort: Cohort) -> None:
    one, other = made.mentee(cohort), made.mentor(cohort, places=2)
    change(
        one.person,
        city="Ottawa",
        province="ON",
        meeting=["online"],
        availability=["mon_evening", "sat_morning"],
    )
    change(other.person, employer="City", years_experience=12)
    with scope(organization=cohort.organization):
        here = cohort.organization
        LanguageSkill.objects.create(
            organization=here, person=one.person, language="en", speaking=7, listening=6
        )
        Participant.objects.filter(pk=one.pk).update(goals=["resume", "unknown"])
        rows = gather(cohort, system(here)).rows("fr")
    (mentee,), (mentor,) = rows.mentees, rows.mentors
    assert (mentee.occupations, mentee.languages, mentee.goals) == (("21300",), {"en": 6}, {"resume": "CV"})
    assert (mentee.city, mentee.province, mentee.meeting) == ("Ottawa", "ON", frozenset({"online"}))
    assert mentee.availability == frozenset({"weekday_evening", "weekend"})
    assert (mentor.capacity, mentor.employer, mentor.years_experience) == (2, "City", 12.0)
    assert (mentor.languages, mentor.city, mentor.meeting) == ({}, "", frozenset())


def test_an_occupation_that_nobody_confirmed_is_unknown(cohort: Cohort) -> None:
    one = made.mentee(cohort)
    with scope(organization=cohort.organization):
        OccupationHeld.objects.filter(person=one.person).update(
            noc="", classification="", suggested_noc="21300", decision="", decided_as=""
        )
        (mentee,) = gather(cohort, system(cohort.organization)).rows("en").mentees
    assert mentee.occupations == ()


@pytest.mark.parametrize("asks", [True, False])
def test_backgrounds_count_only_where_a_mentee_asks(cohort: Cohort, asks: bool) -> None:  # noqa: FBT001
    one, other = made.mentee(cohort), made.mentor(cohort)
    by = system(cohort.organization)
    with scope(organization=cohort.organization):
        Participant.objects.filter(pk=one.pk).update(similar_background=asks)
        for person in (one.person, other.person):
            keep_facts(person=person, by=by, facts={"background": "Lagos; Women in engineering"})
        rows = gather(cohort, by).rows("en")
    tags = {"lagos", "women in engineering"} if asks else set()
    assert (set(rows.mentees[0].background), set(rows.mentors[0].background)) == (tags, tags)
    assert rows.mentees[0].background_matters == asks


def test_a_mentor_who_pauses_takes_nobody_new(cohort: Cohort) -> None:
    made.mentee(cohort, given_name="Amara")
    paused = made.mentor(cohort)
    with scope(organization=cohort.organization):
        MentorPause.objects.create(organization=cohort.organization, mentor=paused, starts_on="2020-01-01")
    done = matched(cohort)
    with scope(organization=cohort.organization):
        assert [(one.participant.person.given_name, one.reason) for one in unplaced_by(done)] == [
            ("Amara", "no_open_place")
        ]


def test_what_was_decided_holds_in_the_next_run(cohort: Cohort) -> None:
    one = made.mentee(cohort, given_name="Amara")
    other = made.mentor(cohort, given_name="Luc", code=ACCOUNTANT)
    made.pair(cohort, one, other)
    made.mentor(cohort, given_name="Ana")
    done = matched(cohort)
    with scope(organization=cohort.organization):
        (pair,) = proposed_by(done)
    assert (pairs(done), pair.is_fixed, pair.broken) == ([("Amara", "Luc")], True, ["occupation"])


def test_after_a_no_the_next_best_is_proposed(cohort: Cohort) -> None:
    one = made.mentee(cohort, given_name="Amara")
    first, _second = made.mentor(cohort, given_name="Luc"), made.mentor(cohort, given_name="Ana")
    row = made.sent(made.pair(cohort, one, first))
    with scope(organization=cohort.organization):
        decline(mentorship=row, reason="no_time", by=made.by_link(first.person))
    assert pairs(matched(cohort)) == [("Amara", "Ana")]


def test_who_found_work_is_matched_no_more(cohort: Cohort) -> None:
    row = made.agreed(
        made.sent(made.pair(cohort, made.mentee(cohort), made.mentor(cohort))), "mentor", "mentee"
    )
    made.mentee(cohort, given_name="Amara")
    with scope(organization=cohort.organization):
        end(mentorship=row, reason="found_work", by=system(cohort.organization))
        rows = gather(cohort, system(cohort.organization)).rows("en")
    assert len(rows.mentees) == 1


def test_two_are_ruled_out_and_allowed_again(cohort: Cohort) -> None:
    one, other = made.mentee(cohort, given_name="Amara"), made.mentor(cohort, given_name="Luc")
    by = system(cohort.organization)
    with scope(organization=cohort.organization):
        with pytest.raises(Refused):
            rule_out(cohort=cohort, participant=one, mentor=other, reason="", by=by)
        rule_out(cohort=cohort, participant=one, mentor=other, reason="known", words="Cousins.", by=by)
        (held,) = exclusions_of(cohort)
        assert (held.reason, held.words) == ("known", "Cousins.")
    assert pairs(matched(cohort)) == []
    with scope(organization=cohort.organization):
        allow(exclusion=held, by=by)
    assert pairs(matched(cohort)) == [("Amara", "Luc")]


def test_a_chosen_pair_is_not_ruled_out(cohort: Cohort) -> None:
    one, other = made.mentee(cohort), made.mentor(cohort)
    made.pair(cohort, one, other)
    with scope(organization=cohort.organization), pytest.raises(Refused, match="chosen for each other"):
        rule_out(cohort=cohort, participant=one, mentor=other, reason="known", by=system(cohort.organization))


def test_a_person_takes_what_is_proposed(cohort: Cohort) -> None:
    for _number in range(3):
        made.mentee(cohort)
        made.mentor(cohort)
    done, by = matched(cohort), system(cohort.organization)
    with scope(organization=cohort.organization):
        first = proposed_by(done)[0]
        chosen = take(candidate=first, by=by, seen=[])
        assert (chosen.chosen_as, chosen.score) == ("proposal", first.score)
        taken = take_all(run=done, by=by)
        assert (len(taken.pairs), taken.refused) == (2, [])
        assert len(take_all(run=done, by=by).pairs) == 0


def test_of_very_many_some_are_left_for_the_next_press(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(3):
        made.mentee(cohort)
        made.mentor(cohort)
    done, by = matched(cohort), system(cohort.organization)
    monkeypatch.setattr(deciding, "LONGEST", 0.0)
    with scope(organization=cohort.organization):
        presses = [take_all(run=done, by=by) for _press in range(3)]
    assert [(len(one.pairs), one.left) for one in presses] == [(1, 2), (1, 1), (1, 0)]


def test_what_somebody_does_at_the_same_moment_is_left_out_with_the_reason(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.mentee(cohort)
    other = made.mentor(cohort)
    done = matched(cohort)
    with scope(organization=cohort.organization):
        before = how_it_stands(cohort)
    made.pair(cohort, made.mentee(cohort, given_name="Zoe"), other)
    monkeypatch.setattr(deciding, "how_it_stands", lambda _cohort: before)
    with scope(organization=cohort.organization):
        taken = take_all(run=done, by=system(cohort.organization))
    assert (len(taken.pairs), len(taken.refused)) == (0, 1)


def test_what_a_pair_would_mean_for_others_is_said_before(cohort: Cohort) -> None:
    one, rival = made.mentee(cohort, given_name="Noor"), made.mentee(cohort, given_name="Amara")
    other = made.mentor(cohort)
    made.pair(cohort, rival, other)
    with scope(organization=cohort.organization):
        found = consequences(
            cohort=cohort,
            participant=one,
            mentor=other,
            instead_of=[(rival.pk, other.pk)],
            settings=Settings(),
            language="en",
            by=system(cohort.organization),
        )
        unmet = consequences(
            cohort=cohort,
            participant=one,
            mentor=other,
            instead_of=[(rival.pk, other.pk)],
            settings=Settings(quotas=(Quota(AGENCY, "", 3),)),
            language="en",
            by=system(cohort.organization),
        )
    assert (found.without, found.placed, found.broken, found.impossible) == ((rival.pk,), (), (), False)
    assert unmet.impossible


def test_a_minimum_that_cannot_be_met_is_said_with_the_name(cohort: Cohort) -> None:
    made.mentee(cohort)
    who = made.mentor(cohort, places=2, given_name="Luc", family_name="Roy")
    with scope(organization=cohort.organization):
        Mentor.objects.filter(pk=who.pk).update(minimum=2)
    done = matched(cohort)
    with scope(organization=cohort.organization):
        said = naming(done.notes["en"])(done.notes["en"][0])
    assert (done.state, said) == (
        "impossible",
        "This limit cannot hold: Luc Roy at least 2. Nearest to it would be: Luc Roy at least 1.",
    )


def test_a_pair_that_was_chosen_holds_until_somebody_ends_it(cohort: Cohort) -> None:
    mentee, mentor = made.mentee(cohort), made.mentor(cohort, places=2)
    made.mentee(cohort)
    made.pair(cohort, mentee, mentor)
    for person in (mentee.person, mentor.person):
        act(person, said="withdrawn")
    found = matched(cohort)
    with scope(organization=cohort.organization):
        assert [(one.participant, one.is_fixed) for one in proposed_by(found)] == [(mentee, True)]
        assert closed(cohort, [mentor]) == {mentor.pk: "refused"}


def test_who_comes_late_is_told(cohort: Cohort) -> None:
    made.mentee(cohort)
    other = made.mentor(cohort)
    done = matched(cohort)
    made.pair(cohort, made.mentee(cohort), other)
    with scope(organization=cohort.organization), pytest.raises(Stale):
        take(candidate=proposed_by(done)[0], by=system(cohort.organization), seen=[])


def test_an_unscreened_mentor_is_not_matched_where_the_program_asks_for_it(cohort: Cohort) -> None:
    one, other = made.mentee(cohort, given_name="Amara"), made.mentor(cohort, given_name="Luc")
    by = system(cohort.organization)
    with scope(organization=cohort.organization):
        Program.objects.update(screened_only=True, screening=["identity", "interview"])
        cohort.program.refresh_from_db()
        note_step(mentor=other, step="identity", on=dt.date(2026, 1, 5), by=by)
        assert closed(cohort, [other]) == {other.pk: "unscreened"}
        with pytest.raises(Refused, match="not screened yet"):
            choose(cohort=cohort, participant=one, mentor=other, chosen_as="fixed", by=by, seen=[])
    assert pairs(matched(cohort)) == []
    with scope(organization=cohort.organization):
        note_step(mentor=other, step="interview", on=dt.date(2026, 1, 5), by=by, note="Knows bridges.")
    assert pairs(matched(cohort)) == [("Amara", "Luc")]


def test_wishes_of_both_sides_decide_between_equals(cohort: Cohort) -> None:
    amara, zoe = made.mentee(cohort, given_name="Amara"), made.mentee(cohort, given_name="Zoe")
    luc, ana = made.mentor(cohort, given_name="Luc"), made.mentor(cohort, given_name="Ana")
    by = system(cohort.organization)
    for first, second in ((luc, ana), (ana, luc)):
        with scope(organization=cohort.organization):
            keep_wishes(cohort=cohort, who=amara, wanted=[first.pk, second.pk], by=by)
            keep_wishes(cohort=cohort, who=second, wanted=[zoe.pk], by=by)
            keep_wishes(cohort=cohort, who=first, wanted=[amara.pk], by=by)
        with_amara = dict(pairs(matched(cohort)))["Amara"]
        assert with_amara == first.person.given_name


def test_wishes_are_for_people_of_the_cohort_once_each(cohort: Cohort) -> None:
    amara, luc, by = made.mentee(cohort), made.mentor(cohort), system(cohort.organization)
    for wanted in ([luc.pk, luc.pk], [luc.pk + 99]):
        with scope(organization=cohort.organization), pytest.raises(Refused, match="Wish for"):
            keep_wishes(cohort=cohort, who=amara, wanted=wanted, by=by)
