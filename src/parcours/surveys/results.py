"""What came out of one edition of a questionnaire: per question how many were asked, answered, and said what.

Where people were promised totals only, small counts are withheld (`engine.suppression`), for the coordinator as well.
Then there is one set of figures, which grows by a whole group of people at a time: two that overlap, or that differ by
one person, could be subtracted from each other.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from parcours.core.small_cells import SMALLEST
from parcours.engine.suppression import suppress
from parcours.surveys.lists import WRITTEN
from parcours.surveys.models import Answer, Question, Questionnaire, SurveyRequest
from parcours.surveys.queries import questions_of
from parcours.surveys.steps import asked

type Given = Mapping[int, Any]
"""One person’s answers, by the number of the question."""


@dataclass(frozen=True, slots=True)
class Result:
    """One question. A count that is None is withheld.

    ``asked`` and ``answered`` are people; ``counts`` stand beside ``choices``. ``mean`` is of a scale or a number.
    ``words`` are what people wrote, each with the name of whoever wrote it, or without one.
    """

    question: Question
    asked: int | None
    answered: int | None
    counts: list[int | None] = field(default_factory=list)
    mean: Fraction | None = None
    words: list[tuple[str, str]] = field(default_factory=list)

    @property
    def rows(self) -> list[tuple[str, int | None, Fraction | None]]:
        """Each choice with its count and its share of those who answered."""
        return [
            (words, count, share(count, self.answered))
            for (_code, words), count in zip(self.question.choices, self.counts, strict=True)
        ]

    @property
    def rate(self) -> Fraction | None:
        """The response rate: how many of those asked this question answered it."""
        return share(self.answered, self.asked)

    @property
    def is_withheld(self) -> bool:
        """Whether anything of it is."""
        return self.answered is None or None in self.counts


@dataclass(frozen=True, slots=True)
class Results:
    """A questionnaire: how many were sent it, how many answered, of how many it tells, and each question."""

    sent: int
    answered: int
    counted: int
    questions: list[Result]

    @property
    def rate(self) -> Fraction | None:
        """The response rate."""
        return share(self.answered, self.sent)


def share(part: int | None, whole: int | None) -> Fraction | None:
    """Return ``part`` of ``whole``; None where one is withheld, or the whole is nobody."""
    return None if part is None or not whole else Fraction(part, whole)


def results(
    questionnaire: Questionnaire, since: dt.date | None = None, until: dt.date | None = None
) -> Results:
    """Return what was answered to requests that opened between two days; of totals only, to all of them."""
    rows = SurveyRequest.objects.filter(questionnaire=questionnaire).exclude(state="planned")
    if questionnaire.is_named:
        rows = rows.filter(opens_on__gte=since) if since else rows
        rows = rows.filter(opens_on__lte=until) if until else rows
    everybody = list(rows.select_related("person"))
    answered = sorted(
        (one for one in everybody if one.state == "answered"), key=lambda one: (one.answered_at, one.pk)
    )
    whole = len(answered) if questionnaire.is_named else len(answered) // SMALLEST * SMALLEST
    replies = answered[:whole]
    given: dict[int, dict[int, Any]] = defaultdict(dict)
    for answer in Answer.objects.filter(request__in=replies).select_related("question"):
        given[answer.request_id][answer.question_id] = answer.given
    questions = questions_of(questionnaire)
    by_person = [(str(one.person) if questionnaire.is_named else "", given[one.pk]) for one in replies]
    found = [_exact(question, questions, by_person) for question in questions]
    if not questionnaire.is_named:
        found = [_guarded(one, len(replies)) for one in found]
    return Results(len(everybody), len(answered), len(replies), found)


def _exact(
    question: Question, questions: Sequence[Question], by_person: Sequence[tuple[str, Given]]
) -> Result:
    to_whom = [
        (name, given) for name, given in by_person if question in asked(questions, given)
    ]  # answers of theirs to other questions decide
    said = [(name, given[question.pk]) for name, given in to_whom if question.pk in given]
    values = [value for _name, value in said]
    several = question.kind == "several"
    return Result(
        question,
        asked=len(to_whom),
        answered=len(said),
        counts=[
            sum(code in value if several else code == value for value in values)
            for code, _words in question.choices
        ],
        mean=_mean(values) if question.kind in {"scale", "number"} else None,
        words=sorted((text, name) for name, text in said) if question.kind in WRITTEN else [],
    )


def _mean(values: Sequence[Any]) -> Fraction | None:
    return Fraction(sum(int(value) for value in values), len(values)) if values else None


def _guarded(exact: Result, replies: int) -> Result:
    """Return a question with what could give somebody away withheld.

    Everybody who replied is in one count: an answer, or none. Of several answers each is a count by itself, beside
    those who did not choose it.
    """
    assert exact.asked is not None  # noqa: S101 - nothing is withheld yet
    assert exact.answered is not None  # noqa: S101 - the same
    counts = [count for count in exact.counts if count is not None]
    kind = exact.question.kind
    silent = replies - exact.answered
    # Nobody without an answer is no secret where everybody had to give one.
    others = [] if exact.question.required and exact.question.only_if_id is None else [silent]
    if kind == "several":
        parts = [suppress([count, replies - count], SMALLEST)[0] for count in counts]
        shown = _shown_number(exact.answered, silent, others)
        return Result(exact.question, shown and replies, shown, parts if shown else [None] * len(parts))
    if exact.question.choices:
        hidden = suppress([*counts, *others], SMALLEST)
        parts = hidden[: len(counts)]
        is_whole = None not in hidden
        return Result(
            exact.question,
            exact.asked if is_whole else None,
            exact.answered if is_whole else None,
            parts,
            exact.mean if is_whole else None,
        )
    shown = _shown_number(exact.answered, silent, others)
    return Result(
        exact.question,
        exact.asked if shown else None,
        shown,
        mean=exact.mean if shown else None,
        words=exact.words if shown else [],
    )


def _shown_number(answered: int, silent: int, others: Sequence[int]) -> int | None:
    return suppress([answered, silent] if others else [answered], SMALLEST)[0]
