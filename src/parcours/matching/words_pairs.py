"""Why two people are or are not a good pair: short reasons for and against, and what is unknown.

A cohort of 10,000 has 60,000 pairs to put into words, so each reason is written once for all pairs that share its
few facts, and looked up afterwards.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from operator import itemgetter
from typing import NamedTuple

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


class PairWords:
    """Puts the assessments of one problem into words.

    The engine's own points decide what is said for and what against a pair where a value lies on a scale: half of
    what the criterion can give counts as for.
    """

    def __init__(self, problem: Problem, say: Language, shown: Vocabulary, missing: MissingWords) -> None:
        self.say, self._shown = say, shown
        self._people = {p.id: p for p in problem.participants}
        self._places = {p.id: p for p in problem.places}
        self._half = {name: share / 2 for name, share in problem.settings.shares().items()}
        self._lacks = missing.lacked_by
        self._ask = cache(missing.pair)
        self._broken = cache(self._write_broken)
        self._occupation = cache(self._write_occupation)
        self._goals = cache(self._write_goals)
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
        mentee, mentor = self._people[pair.participant], self._places[pair.place]
        points, half, unknown = pair.parts.get, self._half, pair.unknown
        fits = points("experience", 0) >= half["experience"]
        fluent = "language" in unknown or points("language", 0) >= half["language"]
        asked = mentee.background_matters and "background" not in unknown
        notes = (
            self._broken(pair.broken),
            self._occupation(mentee.occupations, mentor.occupations),
            self._goals(mentee.goals, mentor.offers),
            self._experience(mentee.years, mentor.years, fits),
            self._language(_shared(mentee.languages, mentor.languages), fluent),
            self._wishes(_rank(mentee.prefers, mentor.id), _rank(mentor.prefers, mentee.id)),
            self._meeting(mentee.meeting, mentor.meeting, _near(mentee, mentor)),
            self._availability(mentee.availability, mentor.availability),
            self._background(asked, points("background", 0) > 0),
            self._waiting(mentee.waiting_since, points("waiting", 0) > 0),
        )
        ask: tuple[str, ...] = ()
        if pair.to_check or unknown:
            ask = self._ask(pair.to_check, unknown, self._lacks(mentee), self._lacks(mentor))
        return Reasons(
            tuple([text for good, _ in notes for text in good]),
            tuple([text for _, against in notes for text in against]),
            ask,
        )

    def _write_broken(self, rules: tuple[str, ...]) -> Notes:
        return (), tuple(self.say("Breaks the rule “{rule}”", rule=self.say(RULES[name])) for name in rules)

    def _write_occupation(self, mine: tuple[str, ...], theirs: tuple[str, ...]) -> Notes:
        if not mine or not theirs:
            return _NOTHING
        common = [(_common_digits(left, right), left) for left in mine for right in theirs]
        digits, code = max(common, key=itemgetter(0))
        if not digits:
            titles = {"mentee": self._shown.title(mine[0]), "mentor": self._shown.title(theirs[0])}
            return _against(self.say(DIFFERENCES[0], **titles))
        code = code[:digits]
        text = self.say(DIFFERENCES[digits], title=self._shown.title(code), code=code)
        return _good(text) if digits == _UNIT_GROUP_DIGITS else _against(text)

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

    def _list(self, tags: frozenset[str]) -> str:
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

    def _write_background(self, asked: bool, shared: bool) -> Notes:  # noqa: FBT001
        # The tags themselves stay in the coordinator's own file: the report travels further.
        if not asked:
            return _NOTHING
        if shared:
            return _good(self.say("Similar background, as the mentee asked"))
        return _against(self.say("No similar background, though the mentee asked for it"))

    def _write_waiting(self, since: date | None, longer: bool) -> Notes:  # noqa: FBT001
        if since is None or not longer:
            return _NOTHING
        return _good(self.say("Waiting since {date}", date=self.say.date(since)))


def _good(text: str) -> Notes:
    return (text,), ()


def _against(text: str) -> Notes:
    return (), (text,)


def _rank(wishes: tuple[str, ...], wanted: str) -> int:
    """Return the rank of a wish, 1 for the first, or 0."""
    return wishes.index(wanted) + 1 if wanted in wishes else 0


def _near(mentee: Participant, mentor: Place) -> str | None:
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


def _common_digits(left: str, right: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(left, right, strict=True)) if a != b), len(left))
