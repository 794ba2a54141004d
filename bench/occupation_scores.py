"""What the coder’s answers are worth: how often they are right, and whether their confidence says so."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bench.occupation_titles import Asked
from parcours.engine.occupations.coder import Coder
from parcours.engine.occupations.suggestions import Outcome, Suggestions
from parcours.engine.occupations.title_index import KnownTitle
from parcours.engine.occupations.title_words import read_title

TOP = 5
BINS = 10


@dataclass(frozen=True, slots=True)
class Score:
    """One answer: was the first code right, was one of five, how sure it was, could it be taken without a person.

    ``level_right``: whether the digits that could be trusted were right; None when none could.
    """

    first: bool
    among: bool
    confidence: float
    sure: bool
    level_right: bool | None


def score(asked: Asked, given: Suggestions) -> Score:
    """Return what ``given`` is worth."""
    codes = [suggestion.code for suggestion in given.suggestions[:TOP]]
    trusted = codes[0][: given.level] if codes and given.level else ""
    return Score(
        bool(codes) and codes[0] in asked.codes,
        bool(asked.codes & set(codes)),
        given.suggestions[0].confidence if codes else 0.0,
        given.outcome == Outcome.SURE,
        any(code.startswith(trusted) for code in asked.codes) if trusted else None,
    )


def scores(coder: Coder, titles: Iterable[Asked]) -> list[Score]:
    """Return what the answers for ``titles`` are worth."""
    return [score(asked, coder.code(asked.text)) for asked in titles]


def right(given: Sequence[Score]) -> tuple[float, float]:
    """Return the shares that are right at the first place and among the first five."""
    return float(np.mean([s.first for s in given])), float(np.mean([s.among for s in given]))


def calibration_error(given: Sequence[Score]) -> float:
    """Return how far confidence and truth are apart, the mean over ten bins of confidence weighted by their size."""
    sure = np.array([s.confidence for s in given])
    true = np.array([s.first for s in given])
    place = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(sure[place == b].mean() - true[place == b].mean()) * (place == b).sum() for b in set(place)]
    return float(sum(gaps) / len(given))


def covered(given: Sequence[Score], at_least: float) -> tuple[float, float]:
    """Return the share of answers with such a confidence, and how many of those are right (NaN for none)."""
    taken = [s.first for s in given if s.confidence >= at_least]
    return len(taken) / len(given), float(np.mean(taken)) if taken else math.nan


class WordsOnly:
    """The plain baseline: BM25 over the words of the titles, each unit group as near as its nearest title."""

    def __init__(self, titles: Iterable[KnownTitle]) -> None:
        """Read ``titles``."""
        self.held = [(Counter(read_title(t.text).stems), t.codes) for t in titles]
        self.mean = float(np.mean([words.total() for words, _ in self.held]))
        self.holders: dict[str, list[int]] = defaultdict(list)
        for number, (words, _) in enumerate(self.held):
            for word in words:
                self.holders[word].append(number)

    def codes(self, text: str) -> list[str]:
        """Return up to five unit groups, the nearest first."""
        alike: Counter[int] = Counter()
        for word in set(read_title(text).stems) & self.holders.keys():
            holders = self.holders[word]
            rarity = math.log(1 + (len(self.held) - len(holders) + 0.5) / (len(holders) + 0.5))
            for number in holders:
                words = self.held[number][0]
                times, length = words[word], 0.25 + 0.75 * words.total() / self.mean
                alike[number] += rarity * times * 2.2 / (times + 1.2 * length)  # type: ignore[assignment]
        ranked = (code for number, _ in alike.most_common(50) for code in self.held[number][1])
        return list(dict.fromkeys(ranked))[:TOP]

    def right(self, titles: Sequence[Asked]) -> tuple[float, float]:
        """Return the shares that are right at the first place and among the first five."""
        given = [(asked, self.codes(asked.text)) for asked in titles]
        first = np.mean([bool(codes) and codes[0] in asked.codes for asked, codes in given])
        return float(first), float(np.mean([bool(asked.codes & set(codes)) for asked, codes in given]))
