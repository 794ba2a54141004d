"""Why two people are or are not a good pair: short reasons for and against, and what is unknown.

A cohort of 10,000 has 60,000 pairs to put into words, so each reason is written once for all pairs that share its
few facts, and looked up afterwards. Equal facts of two people are one object, which makes looking up quick.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple, cast

from parcours.core.language import Language
from parcours.matching.adapter import Assessment, Participant, Place, Problem
from parcours.matching.words_labels import AVAILABILITY, DIFFERENCES, MENTEE_WISHES, MENTOR_WISHES, RULES
from parcours.matching.words_missing import MissingWords

Notes = tuple[tuple[str, ...], tuple[str, ...]]
"""Reasons for and against, of one kind."""

Shared = tuple[tuple[str, int | None], ...]
"""Languages both speak, with the lower of the two levels, or None where neither is given."""

_UNIT_GROUP_DIGITS = 5
_BEST_GAP_STARTS = 3
_NOTHING: Notes = (), ()


class Reasons(NamedTuple):
    """What speaks for a pair, what against it, and what is unknown or to be checked: sentences in one language."""

    good: tuple[str, ...]
    against: tuple[str, ...]
    ask: tuple[str, ...]


class Vocabulary(NamedTuple):
    """How values are shown: occupation titles and language names by code, cities and tags as somebody wrote them."""

    title: Callable[[str], str]
    language: Callable[[str], str]
    written: Callable[[str], str]


class Facts(NamedTuple):
    """What reasons look at in a person; `tags` are goals or offers, `lacks` the facts that were not given."""

    id: str
    occupations: tuple[str, ...]
    tags: frozenset[str]
    years: float | None
    languages: Mapping[str, int | None]
    prefers: tuple[str, ...]
    meeting: frozenset[str]
    city: str
    province: str
    availability: frozenset[str]
    asks: bool
    since: date | None
    lacks: frozenset[str]


class PairWords:
    """Puts the assessments of one problem into words.

    The engine's own points decide what is said for and what against a pair where a value lies on a scale: half of
    what the criterion can give counts as for.
    """

    def __init__(self, problem: Problem, say: Language, shown: Vocabulary, missing: MissingWords) -> None:
        self.say, self._shown = say, shown
        same: dict[object, object] = {}
        self._mentees = {p.id: _facts(p, missing.lacked_by(p), same) for p in problem.participants}
        self._mentors = {p.id: _facts(p, missing.lacked_by(p), same) for p in problem.places}
        half = {name: share / 2 for name, share in problem.settings.shares().items()}
        self._fits, self._fluent = half["experience"], half["language"]
        self._ask = cache(missing.pair)
        self._broken = cache(self._write_broken)
        self._occupation = cache(self._write_occupation)
        self._closeness = cache(self._write_closeness)
        self._goals = cache(self._write_goals)
        self._list = cache(self._write_list)
        self._experience = cache(self._write_experience)
        self._language = cache(self._write_language)
        self._wishes = cache(self._write_wishes)
        self._meeting = cache(self._write_meeting)
        self._availability = cache(self._write_availability)
        self._background = cache(self._write_background)
        self._waiting = cache(self._write_waiting)
        self._written: dict[tuple[str, str], Reasons] = {}

    def __call__(self, assessment: Assessment) -> Reasons:
        """Return the reasons of one pair."""
        pair = (assessment.participant, assessment.place)
        found = self._written.get(pair)
        if found is None:
            found = self._written[pair] = self._write(assessment)
        return found

    def _write(self, pair: Assessment) -> Reasons:
        mentee, mentor = self._mentees[pair.participant], self._mentors[pair.place]
        points, unknown = pair.parts.get, pair.unknown
        fits = points("experience", 0) >= self._fits
        fluent = "language" in unknown or points("language", 0) >= self._fluent
        mine = mentee.prefers and _rank(mentee.prefers, mentor.id)
        theirs = mentor.prefers and _rank(mentor.prefers, mentee.id)
        asked = mentee.asks and "background" not in unknown
        broken = self._broken(pair.broken) if pair.broken else _NOTHING
        occupation = self._occupation(mentee.occupations, mentor.occupations)
        goals = self._goals(mentee.tags, mentor.tags)
        experience = self._experience(mentee.years, mentor.years, fits)
        language = self._language(_shared(mentee.languages, mentor.languages), fluent)
        wishes = self._wishes(mine, theirs) if mine or theirs else _NOTHING
        meeting = self._meeting(mentee.meeting, mentor.meeting, _near(mentee, mentor))
        times = self._availability(mentee.availability, mentor.availability)
        alike = self._background(points("background", 0) > 0) if asked else _NOTHING
        waiting = self._waiting(mentee.since) if points("waiting", 0) > 0 else _NOTHING
        ask = (
            self._ask(pair.to_check, unknown, mentee.lacks, mentor.lacks) if pair.to_check or unknown else ()
        )
        good = occupation[0] + goals[0] + experience[0] + language[0] + wishes[0]
        against = broken[1] + occupation[1] + goals[1] + experience[1] + language[1]
        return Reasons(
            good + meeting[0] + times[0] + alike[0] + waiting[0],
            against + meeting[1] + times[1] + alike[1],
            ask,
        )

    def _write_broken(self, rules: tuple[str, ...]) -> Notes:
        return (), tuple(self.say("Breaks the rule “{rule}”", rule=self.say(RULES[name])) for name in rules)

    def _write_occupation(self, mine: tuple[str, ...], theirs: tuple[str, ...]) -> Notes:
        if not mine or not theirs:
            return _NOTHING
        closest = max([_common(left, right) for left in mine for right in theirs], key=len)
        if closest:
            return self._closeness(closest)
        titles = {"mentee": self._shown.title(mine[0]), "mentor": self._shown.title(theirs[0])}
        return _against(self.say(DIFFERENCES[0], **titles))

    def _write_closeness(self, code: str) -> Notes:
        text = self.say(DIFFERENCES[len(code)], title=self._shown.title(code), code=code)
        return _good(text) if len(code) == _UNIT_GROUP_DIGITS else _against(text)

    def _write_goals(self, goals: frozenset[str], offers: frozenset[str]) -> Notes:
        if not goals or not offers:
            return _NOTHING
        say, covered, open_ = self.say, self._list(goals & offers), self._list(goals - offers)
        if not open_:
            return _good(say("Covers every goal: {goals}", goals=covered))
        if not covered:
            return _against(say("Covers no goal: {goals}", goals=open_))
        share = say(
            "Covers {n} of {total} goals: {goals}", n=len(goals & offers), total=len(goals), goals=covered
        )
        return (share,), (say("Goals not covered: {goals}", goals=open_),)

    def _write_list(self, tags: frozenset[str]) -> str:
        return self.say.join(sorted(map(self._shown.written, tags)))

    def _write_experience(self, mine: float | None, theirs: float | None, fits: bool) -> Notes:  # noqa: FBT001
        if mine is None or theirs is None:
            return _NOTHING
        gap, plural = round(theirs - mine), self.say.plural
        if gap == 0:
            text = self.say("Both have about as many years of experience")
        elif gap < 0:
            text = plural(
                "Mentor has {n} year of experience less", "Mentor has {n} years of experience less", -gap
            )
        elif fits or gap < _BEST_GAP_STARTS:
            text = plural(
                "Mentor has {n} more year of experience", "Mentor has {n} more years of experience", gap
            )
        else:
            text = plural(
                "Mentor has {n} more year of experience: far apart",
                "Mentor has {n} more years of experience: far apart",
                gap,
            )
        return _good(text) if fits else _against(text)

    def _write_language(self, shared: Shared | None, fits: bool) -> Notes:  # noqa: FBT001
        if shared is None:
            return _NOTHING
        if not shared:
            return _against(self.say("No language in common"))
        names = self.say.join(
            [self._spoken(*one) for one in sorted(shared, key=lambda one: (-(one[1] or 0), one[0]))]
        )
        if fits:
            return _good(self.say("Both speak {languages}", languages=names))
        return _against(self.say("Both speak {languages}: a low level to work in", languages=names))

    def _spoken(self, code: str, level: int | None) -> str:
        name = self._shown.language(code)
        scale = "NCLC" if code == "fr" else "CLB"
        return name if level is None else f"{name} ({scale}\N{NO-BREAK SPACE}{level})"

    def _write_wishes(self, mine: int, theirs: int) -> Notes:
        ranked = ((mine, MENTEE_WISHES), (theirs, MENTOR_WISHES))
        return tuple(
            self.say(words[rank if rank < len(words) else 0], n=rank) for rank, words in ranked if rank
        ), ()

    def _write_meeting(self, mine: frozenset[str], theirs: frozenset[str], city: str | None) -> Notes:
        shared, say = mine & theirs, self.say
        if not mine or not theirs:
            return _NOTHING
        if "in_person" in shared and city:
            if "online" in shared:
                return _good(say("Can meet online, or in person in {city}", city=self._shown.written(city)))
            return _good(say("Can meet in person in {city}", city=self._shown.written(city)))
        if "online" in shared:
            return _good(say("Can meet online"))
        if not shared:
            return _against(say("No way of meeting in common"))
        return _against(say("In person only, in different cities")) if city is None else _NOTHING

    def _write_availability(self, mine: frozenset[str], theirs: frozenset[str]) -> Notes:
        if not mine or not theirs:
            return _NOTHING
        say = self.say
        times = [say(name) for code, name in AVAILABILITY.items() if code in mine and code in theirs]
        if not times:
            return _against(say("Never free at the same time"))
        return _good(say("Both free on {times}", times=say.join(times)))

    def _write_background(self, shared: bool) -> Notes:  # noqa: FBT001
        # The tags themselves stay in the coordinator's own file: the report travels further.
        if shared:
            return _good(self.say("Similar background, as the mentee asked"))
        return _against(self.say("No similar background, though the mentee asked for it"))

    def _write_waiting(self, since: date | None) -> Notes:
        return _good(self.say("Waiting since {date}", date=self.say.date(since))) if since else _NOTHING


def _facts(person: Participant | Place, lacks: frozenset[str], same: dict[object, object]) -> Facts:
    """Return the facts of a person; of equal values the one that is in `same`."""

    def one[Value](value: Value) -> Value:
        return cast(Value, same.setdefault(value, value))

    mentee = person if isinstance(person, Participant) else None
    return Facts(
        id=person.id,
        occupations=one(person.occupations),
        tags=one(person.goals if isinstance(person, Participant) else person.offers),
        years=person.years,
        languages=person.languages,
        prefers=person.prefers,
        meeting=one(person.meeting),
        city=one(person.city),
        province=one(person.province),
        availability=one(person.availability),
        asks=mentee is not None and mentee.background_matters,
        since=one(mentee.waiting_since) if mentee else None,
        lacks=one(lacks),
    )


def _good(text: str) -> Notes:
    return (text,), ()


def _against(text: str) -> Notes:
    return (), (text,)


def _rank(wishes: tuple[str, ...], wanted: str) -> int:
    """Return the rank of a wish, 1 for the first, or 0."""
    return wishes.index(wanted) + 1 if wanted in wishes else 0


def _near(mentee: Facts, mentor: Facts) -> str | None:
    """Return the city both are in, nothing where one is unknown, None where the two are elsewhere."""
    if not mentee.city or not mentor.city:
        return ""
    same = mentee.city == mentor.city and (
        mentee.province == mentor.province or not mentee.province or not mentor.province
    )
    return mentor.city if same else None


def _shared(mine: Mapping[str, int | None], theirs: Mapping[str, int | None]) -> Shared | None:
    """Return the languages both speak; None where somebody's languages are unknown."""
    if not mine or not theirs:
        return None
    return tuple([(code, _lower(level, theirs[code])) for code, level in mine.items() if code in theirs])


def _lower(mine: int | None, theirs: int | None) -> int | None:
    if mine is None or theirs is None:
        return theirs if mine is None else mine
    return min(mine, theirs)


def _common(left: str, right: str) -> str:
    """Return the digits with which both codes begin."""
    if left == right:
        return left
    return left[: next((at for at, (a, b) in enumerate(zip(left, right, strict=True)) if a != b), len(left))]
