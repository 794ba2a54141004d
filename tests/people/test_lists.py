"""The codes are those that the matching engine and the spreadsheets use."""

from parcours.core.codes import PREFER_NOT, UNKNOWN
from parcours.people.lists import EDUCATION, LISTS, MEETING, PARTICIPANT_STATUS, TIMES, times_of_week
from parcours.tables.cohort.words import AVAILABILITY, IN_PERSON, ONLINE


def test_ways_of_meeting_are_the_engine_s() -> None:
    assert [code for code, _label in MEETING.choices] == [IN_PERSON, ONLINE]


def test_times_of_the_week_become_the_engine_s() -> None:
    assert times_of_week(["mon_morning", "fri_evening", "sun_evening"]) == {
        "weekday_day",
        "weekday_evening",
        "weekend",
    }
    engine_s = frozenset[str]().union(*AVAILABILITY.values())
    assert times_of_week([code for code, _label in TIMES.choices]) == engine_s


def test_every_list_has_a_name_of_its_own() -> None:
    assert len({one.name for one in LISTS}) == len(LISTS)


def test_who_is_asked_may_decline_and_who_works_may_not_know() -> None:
    assert {UNKNOWN, PREFER_NOT} - {code for code, _label in EDUCATION.choices} == set()
    assert PREFER_NOT not in PARTICIPANT_STATUS
