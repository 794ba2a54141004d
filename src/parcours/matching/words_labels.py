"""What rules, criteria and single facts are called, in English; `core.language` says them in French."""

from collections.abc import Mapping
from types import MappingProxyType

from parcours.core.language import N_


def _names(**names: str) -> Mapping[str, str]:
    return MappingProxyType(names)


RULES = _names(
    occupation=N_("Occupation"),
    language=N_("Shared language"),
    meeting=N_("Way of meeting"),
    availability=N_("Availability"),
    avoid=N_("People to avoid"),
    employer=N_("Different employers"),
)

LIMITS = _names(
    agency=N_("Limits of agencies"),
    host=N_("Limits of employers"),
)
"""What all quotas of a kind are called, beside the rules."""

RULE_MEANINGS = _names(
    occupation=N_("Both must have the first {digits} of the 5 digits of an occupation code in common."),
    language=N_("Both must speak a common language."),
    meeting=N_("Both must be able to meet online, or in person in the same city."),
    availability=N_("Both must be free at the same time of the week."),
    avoid=N_("Nobody is proposed to someone they asked not to meet."),
    employer=N_("The two must not work for the same employer."),
)

CRITERIA = _names(
    occupation=N_("Closeness of occupations"),
    goals=N_("Goals covered"),
    experience=N_("Years of experience"),
    language=N_("Ease in a common language"),
    wishes=N_("Wishes of both"),
    waiting=N_("Time waited"),
    background=N_("Similar background, if asked"),
)

POINTS = _names(
    occupation=N_("occupation"),
    goals=N_("goals"),
    experience=N_("experience"),
    language=N_("language"),
    wishes=N_("wishes"),
    waiting=N_("waiting"),
    background=N_("background"),
)
"""A criterion in one word, before its points."""

FACTS = _names(
    occupation=N_("occupation"),
    languages=N_("languages"),
    levels=N_("language level"),
    meeting=N_("way of meeting"),
    city=N_("city"),
    availability=N_("availability"),
    employer=N_("employer"),
    goals=N_("goals"),
    offers=N_("offers"),
    years=N_("years of experience"),
    waiting=N_("date waiting since"),
    background=N_("background"),
)

DIFFERENCES = (
    N_("Different occupations: {mentee} (mentee), {mentor} (mentor)"),
    N_("Same broad category only: {title} ({code})"),
    N_("Same major group only: {title} ({code})"),
    N_("Same sub-major group only: {title} ({code})"),
    N_("Same minor group only: {title} ({code})"),
    N_("Same unit group: {title} ({code})"),
)
"""How close two occupations are, by the number of leading digits they share."""

AVAILABILITY = _names(
    weekday_day=N_("weekdays in the day"),
    weekday_evening=N_("weekday evenings"),
    weekend=N_("weekends"),
)

MENTEE_WISHES = (
    N_("Mentee’s wish number {n}"),
    N_("Mentee’s first wish"),
    N_("Mentee’s second wish"),
    N_("Mentee’s third wish"),
)
MENTOR_WISHES = (
    N_("Mentor’s wish number {n}"),
    N_("Mentor’s first wish"),
    N_("Mentor’s second wish"),
    N_("Mentor’s third wish"),
)
"""A wish by its rank; the one at 0 stands for any later rank."""

STILL_LEFT = _names(
    language=N_("{n} of them with a common language"),
    meeting=N_("{n} of them able to meet in the same city or online"),
    availability=N_("{n} of them free at the same time"),
    avoid=N_("{n} of them after those to avoid"),
    employer=N_("{n} of them with another employer"),
)
NONE_LEFT = _names(
    language=N_("none with a common language"),
    meeting=N_("none in the same city or online"),
    availability=N_("none free at the same time"),
    avoid=N_("none after those to avoid"),
    employer=N_("none with another employer"),
)
"""How a count of mentors goes on, rule by rule; the occupation always comes first."""

CHANGES = _names(
    participant_withdrew=N_("{mentee} no longer agrees to be matched."),
    place_withdrew=N_("{mentor} no longer agrees to be matched."),
    participant_left=N_("{mentee} is no longer in the file of mentees."),
    place_left=N_("{mentor} is no longer in the file of mentors."),
    capacity=N_("{mentor} takes fewer people than before."),
    avoid=N_("One of the two asked not to meet the other."),
    locked=N_("A pair fixed by hand took the place or the person."),
    moved=N_("The change gives somebody else a place, or scores higher."),
    fixed=N_("The two were put together by hand."),
    participant_arrived=N_("{mentee} is new in this round."),
    place_arrived=N_("{mentor} is new in this round."),
    freed=N_("A place with {mentor} came free: {other} no longer has it."),
    placed=N_("{mentee} had no place before."),
)
