"""A proposal in words: why each pair, why nobody, what changed. Addressed to the coordinator, in either language.

words = Words(proposal, "fr")
words.reasons(pair.assessment).good     # ("Même groupe de base : …", …)
words.unmatched(person)                 # ("42 mentors dans le domaine, …", ["Une place de plus …"])
"""

from collections import Counter
from collections.abc import Callable

from parcours.core.language import speak
from parcours.matching.adapter import AGENCY, MOVED, Assessment, Change, Names, Proposal, Unmatched
from parcours.matching.words_labels import CHANGES, CRITERIA, FACTS, LIMITS, POINTS, RULES
from parcours.matching.words_missing import MissingWords
from parcours.matching.words_pairs import PairWords, Reasons, Vocabulary
from parcours.matching.words_unmatched import UnmatchedWords
from parcours.reference.languages import language_name
from parcours.reference.noc import load_taxonomy
from parcours.tables.cohort.rows import Cohort
from parcours.tables.text import fold

__all__ = ["Reasons", "Words"]


_REASONS = "\0"
"""Stands for reasons in a sentence that is said for many pairs."""


class Words:
    """Everything that can be said about one proposal, in `language` ("en" or "fr")."""

    def __init__(self, proposal: Proposal, language: str) -> None:
        self.say = say = speak(language)
        self._points = {name: f"{say(word)}\N{NO-BREAK SPACE}" for name, word in POINTS.items()}
        self._against = say("Against: {reasons}", reasons=_REASONS)
        self._mentees = {person.id: person.name for person in proposal.cohort.mentees}
        self._mentors = {person.id: person.name for person in proposal.cohort.mentors}
        self._earlier: Names = proposal.earlier or ({}, {})
        self._changes = {change.participant: change for change in proposal.result.changes}
        self._employers = {fold(person.employer): person.employer for person in proposal.cohort.mentors}
        self._missing = MissingWords(proposal.problem, say)
        shown = Vocabulary(self.title, self._language, _as_written(proposal.cohort))
        self.reasons = PairWords(proposal.problem, say, shown, self._missing)
        self._unmatched = UnmatchedWords(proposal.problem, say, self.title, self.mentor)

    def title(self, code: str) -> str:
        """Return the title of an occupation class at any level, or nothing for a code that is no class."""
        classes = load_taxonomy()
        # The table of facts has the official titles letter by letter; on a page an apostrophe is a curved one.
        return classes.title(code, self.say.code).replace("'", "’") if classes.exists(code) else ""

    def mentee(self, id_: str) -> str:
        """Return name and id of a mentee, who may be no longer here, or the id alone where no name is known."""
        return _named(self.mentee_name(id_), id_)

    def mentor(self, id_: str) -> str:
        """Return name and id of a mentor, who may be no longer here, or the id alone where no name is known."""
        return _named(self.mentor_name(id_), id_)

    def mentee_then(self, id_: str) -> str:
        """Return a mentee of now or of the earlier result; where only an id is left, it is said so."""
        return self._then(self.mentee(id_), id_, here=id_ in self._mentees)

    def mentor_then(self, id_: str) -> str:
        """Return a mentor of now or of the earlier result; where only an id is left, it is said so."""
        return self._then(self.mentor(id_), id_, here=id_ in self._mentors)

    def _then(self, said: str, id_: str, *, here: bool) -> str:
        return said if here or said != id_ else self.say("ID {id} (no longer in the list)", id=id_)

    def mentee_name(self, id_: str) -> str:
        """Return the name of a mentee as written, now or in the earlier result, which may be empty."""
        return self._mentees.get(id_, self._earlier[0].get(id_, ""))

    def mentor_name(self, id_: str) -> str:
        """Return the name of a mentor as written, now or in the earlier result, which may be empty."""
        return self._mentors.get(id_, self._earlier[1].get(id_, ""))

    def group(self, kind: str, name: str) -> str:
        """Return what the agency or the employer of a quota is called."""
        if kind == AGENCY:
            return name or self.say("No agency given")
        return self._employers.get(name, name)

    def _language(self, code: str) -> str:
        """Return what a language is called; one that nobody could name has its name for a code."""
        try:
            return language_name(code, self.say.code)
        except KeyError:
            return code

    def line(self, pair: Assessment) -> str:
        """Return all reasons of a pair in one line, for a cell."""
        good, against, ask = self.reasons(pair)
        parts = ["; ".join(good)] if good else []
        if against:
            parts.append(self._against.replace(_REASONS, "; ".join(against)))
        return ". ".join([*parts, *ask])

    def points(self, pair: Assessment) -> str:
        """Return the parts of a score that are not 0: ``occupation 400, goals 75``."""
        names = self._points
        return ", ".join([f"{names[name]}{points}" for name, points in pair.parts.items() if points])

    def to_ask(self, pair: Assessment) -> tuple[list[str], list[str]]:
        """Return which facts the rules of this pair still need from the mentee, and from the mentor."""
        return self._missing.to_ask(pair)

    def unmatched(self, person: Unmatched) -> tuple[str, list[str]]:
        """Return why this person has no place, and what would help: a sentence for each way, the easiest first."""
        return self._unmatched.reason(person), self._unmatched.ways(person)

    def change(self, change: Change) -> str:
        """Return why a pair of the earlier result is no more, or why somebody has a place now who had none."""
        said = self._changed(change, change.reason)
        if change.other is None or change.reason != MOVED:
            return said
        other, last = self.mentee(change.other), self._changes.get(change.needed_for or "")
        if last:  # whoever needed the place had none; that it came free is what is being told
            said = self._changed(last, "placed" if last.reason == "freed" else last.reason)
        if last is None or last.participant == change.other:
            return self.say("{other} took the place. {why}", other=other, why=said)
        return self.say(
            "{other} took the place, so that {last} has one, too. {why}",
            other=other,
            last=self.mentee(last.participant),
            why=said,
        )

    def _changed(self, change: Change, reason: str) -> str:
        return self.say(
            CHANGES[reason],
            mentee=self.mentee(change.participant),
            mentor=self.mentor(change.before or change.now or ""),
            other=self.mentee(change.other or ""),
        )

    def never_given(self) -> tuple[str, ...]:
        """Return what a whole side of the cohort left unsaid; it is not repeated at each pair."""
        return self._missing.never()

    def fact(self, name: str) -> str:
        """Return what a fact about a person is called."""
        return self.say(FACTS[name])

    def rule(self, name: str) -> str:
        """Return what a hard rule is called, or the quotas of a kind."""
        return self.say({**RULES, **LIMITS}[name])

    def criterion(self, name: str) -> str:
        """Return what a criterion is called."""
        return self.say(CRITERIA[name])


def _as_written(cohort: Cohort) -> Callable[[str], str]:
    """Return what gives a folded city or tag back as somebody wrote it."""
    written: dict[str, str] = {}
    for mentor in cohort.mentors:
        written.update(mentor.offers)
    for mentee in cohort.mentees:
        written.update(mentee.goals)
    cities = Counter(person.city for person in (*cohort.mentees, *cohort.mentors))
    # The commonest spelling of a city comes last and so is the one that stays.
    written.update((fold(city), city) for city, _ in sorted(cities.items(), key=lambda one: (one[1], one[0])))
    return lambda folded: written.get(folded, folded)


def _named(name: str, id_: str) -> str:
    return f"{name} ({id_})" if name and name != id_ else id_
