"""Why somebody has no place, and the smallest change that would open one."""

from collections.abc import Callable, Sequence

from parcours.core.language import Language
from parcours.matching.adapter import Participant, Problem, Unmatched
from parcours.matching.words_labels import AVAILABILITY, NONE_LEFT, RULES, STILL_LEFT

_MOST_NAMED = 5

_EASIEST_FIRST = ("availability", "meeting", "employer", "language", "occupation")
"""Rules in the order in which a coordinator would ask for an exception; those to avoid are never asked for."""


class UnmatchedWords:
    """Puts the people without a place of one problem into words.

    `title` gives the title of an occupation class, `name` how a mentor (by id) is called.
    """

    def __init__(
        self, problem: Problem, say: Language, title: Callable[[str], str], name: Callable[[str], str]
    ) -> None:
        self.say, self._title, self._name = say, title, name
        self._digits = problem.settings.occupation_digits
        self._mentees = {p.id: p for p in problem.participants}
        self._mentors = {p.id: p for p in problem.places}
        self._open = sum(place.capacity > 0 for place in problem.places)

    def reason(self, found: Unmatched) -> str:
        """Return why this person has no place, in one sentence."""
        say = self.say
        if found.reason == "no_open_place":
            return say("No mentor has a place to give.")
        if found.reason == "quota":
            return say("A quota keeps this person from a place.")
        if found.reason == "competition":
            return say.plural(
                "{rivals} people compete for {n} place, with {mentors}.",
                "{rivals} people compete for {n} places, with {mentors}.",
                found.seats,
                rivals=say.number(found.rivals),
                mentors=self._all_of(found.contested),
            )
        if found.reason == "occupation":
            field = self._field(self._mentees[found.participant])
            return say("No mentor with a place works in this field: {field}.", field=field)
        return self._narrowing(found)

    def _narrowing(self, found: Unmatched) -> str:
        """Return how many mentors each rule left, down to the one that left none."""
        say, rules = self.say, list(found.remaining)
        tried = rules[: rules.index(found.reason)]
        if tried[:1] == ["occupation"]:
            left = found.remaining[tried.pop(0)]
            clauses = [say.plural("{n} mentor in the field", "{n} mentors in the field", left)]
        else:
            left = self._open
            clauses = [say.plural("{n} mentor with a place", "{n} mentors with a place", left)]
        for rule in tried:
            if found.remaining[rule] < left:
                left = found.remaining[rule]
                clauses.append(say(STILL_LEFT[rule], n=say.number(left)))
        return ", ".join([*clauses, say(NONE_LEFT[found.reason])]) + "."

    def ways(self, found: Unmatched) -> list[str]:
        """Return what would open a place, a sentence for each way, the easiest first."""
        say, mentee = self.say, self._mentees[found.participant]
        if found.reason == "quota":
            return [say("See whether the maximum of the agency or of the employer may be raised.")]
        opening = found.open_by_rule
        ways = [self._without(rule, mentee, opening[rule]) for rule in _EASIEST_FIRST if rule in opening]
        if found.contested:
            easier = len(ways) - ("occupation" in opening)
            ways.insert(
                easier, say("One more place with {mentors} would do.", mentors=self._any_of(found.contested))
            )
        if ways:
            return ways
        if mentee.occupations:
            return [
                say(
                    "No single change would help; a new mentor in this field would: {field}.",
                    field=self._field(mentee),
                )
            ]
        return [say("No single change would help; a new mentor would.")]

    def _without(self, rule: str, mentee: Participant, mentors: Sequence[str]) -> str:
        say, names = self.say, self._any_of(mentors)
        if rule == "occupation":
            return say("If a less close occupation is enough, {mentors} could give a place.", mentors=names)
        if rule == "availability":
            free = {time for mentor in mentors for time in self._mentors[mentor].availability}
            times = [say(name) for code, name in AVAILABILITY.items() if code in free - mentee.availability]
            return say(
                "If this person were also free on {times}, {mentors} could give a place.",
                times=self._or(times),
                mentors=names,
            )
        if rule == "meeting" and all("online" in self._mentors[mentor].meeting for mentor in mentors):
            return say("If this person could also meet online, {mentors} could give a place.", mentors=names)
        if rule == "meeting":
            return say("If they found a way to meet, {mentors} could give a place.", mentors=names)
        return say(
            "Without the rule “{rule}” for this person, {mentors} could give a place.",
            rule=say(RULES[rule]),
            mentors=names,
        )

    def _field(self, mentee: Participant) -> str:
        """Return the classes in which the occupation rule looks for a mentor."""
        codes = dict.fromkeys(code[: self._digits] for code in mentee.occupations)
        return self._or([f"{self._title(code)} ({code})" for code in codes])

    def _all_of(self, mentors: Sequence[str]) -> str:
        return self.say.join(self._named(mentors))

    def _any_of(self, mentors: Sequence[str]) -> str:
        return self._or(self._named(mentors))

    def _named(self, mentors: Sequence[str]) -> list[str]:
        names = [self._name(mentor) for mentor in mentors[:_MOST_NAMED]]
        if len(mentors) > _MOST_NAMED:
            names.append(self.say.plural("{n} other", "{n} others", len(mentors) - _MOST_NAMED))
        return names

    def _or(self, parts: Sequence[str]) -> str:
        if len(parts) < 2:  # noqa: PLR2004 - one thing needs no "or"
            return "".join(parts)
        return self.say("{first} or {last}", first=", ".join(parts[:-1]), last=parts[-1])
