"""What nobody told us: said at each pair, or once where a whole side of the cohort gave nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from parcours.core.language import Language
from parcours.matching.adapter import Assessment, Participant, Place, Problem
from parcours.matching.words_labels import FACTS

Person = Participant | Place

_OF_RULE = MappingProxyType(
    {
        "occupation": ("occupation",),
        "language": ("languages",),
        "meeting": ("meeting", "city"),
        "availability": ("availability",),
        "employer": ("employer",),
    }
)
_OF_CRITERION = MappingProxyType(
    {
        "occupation": ("occupation",),
        "goals": ("goals",),
        "experience": ("years",),
        "language": ("languages", "levels"),
        "waiting": ("waiting",),
        "background": ("background",),
    }
)
_GIVEN: Mapping[str, Callable[[Person], object]] = MappingProxyType(
    {
        "occupation": lambda person: person.occupations,
        "languages": lambda person: person.languages,
        "levels": lambda person: any(level is not None for level in person.languages.values()),
        "meeting": lambda person: person.meeting,
        "city": lambda person: person.city,
        "availability": lambda person: person.availability,
        "employer": lambda person: person.employer,
        "goals": lambda person: person.goals if isinstance(person, Participant) else person.offers,
        "years": lambda person: person.years is not None,
        "waiting": lambda person: person.waiting_since if isinstance(person, Participant) else True,
        "background": lambda person: person.background,
    }
)


class MissingWords:
    """Puts unknown facts into words.

    `never_given` holds the facts that matter under the settings and that no mentee gave, and those that no mentor
    gave: they are left out at each pair.
    """

    def __init__(self, problem: Problem, say: Language) -> None:
        self.say = say
        self._mentees = {person.id: person for person in problem.participants}
        self._mentors = {place.id: place for place in problem.places}
        asked = _asked(problem)
        self.never_given = (
            _given_by_nobody(problem.participants, asked),
            _given_by_nobody(problem.places, asked),
        )

    def pair(
        self,
        to_check: tuple[str, ...],
        unknown: tuple[str, ...],
        mine: frozenset[str],
        theirs: frozenset[str],
    ) -> tuple[str, ...]:
        """Return at most two sentences: what to check before proposing, and what else is unknown.

        `to_check` and `unknown` are those of the assessment, `mine` and `theirs` what the two people lack.
        """
        check = _facts(_OF_RULE, to_check, mine | theirs)
        other = [fact for fact in _facts(_OF_CRITERION, unknown, mine | theirs) if fact not in check]
        checked, unsure = (", ".join(self._sides(facts, mine, theirs)) for facts in (check, other))
        return (
            *([self.say("To check before proposing: {facts}", facts=checked)] if checked else ()),
            *([self.say("Unknown, so no points: {facts}", facts=unsure)] if unsure else ()),
        )

    def to_ask(self, pair: Assessment) -> tuple[list[str], list[str]]:
        """Return which facts the rules of this pair still need from the mentee, and from the mentor."""
        mine, theirs = (
            self.lacked_by(self._mentees[pair.participant]),
            self.lacked_by(self._mentors[pair.place]),
        )
        check = _facts(_OF_RULE, pair.to_check, mine | theirs)
        return (
            [fact for fact in check if fact in mine and fact not in self.never_given[0]],
            [fact for fact in check if fact in theirs and fact not in self.never_given[1]],
        )

    @staticmethod
    def lacked_by(person: Person) -> frozenset[str]:
        """Return the names of the facts this person did not give."""
        return frozenset([fact for fact, given in _GIVEN.items() if not given(person)])

    def never(self) -> tuple[str, ...]:
        """Return a sentence for each side that said nothing at all about something that matters."""
        say = self.say
        mentees = say.join([self._name(fact, mentor=False) for fact in self.never_given[0]])
        mentors = say.join([self._name(fact, mentor=True) for fact in self.never_given[1]])
        lines = []
        if mentees:
            lines.append(say("Given by no mentee: {facts}.", facts=mentees))
        if mentors:
            lines.append(say("Given by no mentor: {facts}.", facts=mentors))
        return tuple(lines)

    def _sides(self, facts: Iterable[str], mine: frozenset[str], theirs: frozenset[str]) -> list[str]:
        say, found = self.say, []
        for fact in facts:
            neither = fact not in mine and fact not in theirs
            mentee = (fact in mine or neither) and fact not in self.never_given[0]
            mentor = (fact in theirs or neither) and fact not in self.never_given[1]
            if mentee or mentor:
                who = say("both") if mentee and mentor else say("mentee") if mentee else say("mentor")
                found.append(f"{self._name(fact, mentor=mentor and not mentee)} ({who})")
        return found

    def _name(self, fact: str, *, mentor: bool) -> str:
        name = "offers" if mentor and fact == "goals" else fact
        return self.say(FACTS[name])


def _facts(table: Mapping[str, Sequence[str]], names: Iterable[str], lacking: frozenset[str]) -> list[str]:
    """Return the fact behind each name: the first that somebody lacks, or the last, as levels differ by language."""
    facts = [table[name] for name in names if name in table]
    return [next((fact for fact in some if fact in lacking), some[-1]) for some in facts]


def _asked(problem: Problem) -> list[str]:
    """Return the facts that the rules and criteria in force look at, in the order of `FACTS`."""
    settings = problem.settings
    people: tuple[Person, ...] = (*problem.participants, *problem.places)
    rules = [facts for name, facts in _OF_RULE.items() if settings.rules[name]]
    criteria = [facts for name, facts in _OF_CRITERION.items() if settings.weights[name]]
    asked = {fact for facts in (*rules, *criteria) for fact in facts}
    if not any("in_person" in person.meeting for person in people):
        asked.discard("city")
    if not any(person.background_matters for person in problem.participants):
        asked.discard("background")
    return [fact for fact in FACTS if fact in asked]


def _given_by_nobody(people: Sequence[Person], asked: Sequence[str]) -> tuple[str, ...]:
    missing = [fact for fact in asked if people and not any(_GIVEN[fact](person) for person in people)]
    return tuple(fact for fact in missing if fact != "levels" or "languages" not in missing)
