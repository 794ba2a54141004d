"""From a job title in somebody's own words to unit groups of NOC 2021, with a confidence that means something.

Three voices: a title with the same words (official, class title or alias) speaks loudest; a model learned from
all known titles ranks every unit group; the nearest titles vote, and are the evidence. See ``docs/benchmarks.md``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parcours.engine.occupations.confidence import FULL, Calibration
from parcours.engine.occupations.learning import softmax
from parcours.engine.occupations.lexicon import Lexicon
from parcours.engine.occupations.no_occupation import is_institution, is_no_occupation
from parcours.engine.occupations.reading import codes_and_words
from parcours.engine.occupations.suggestions import Outcome, Question, Suggestion, Suggestions, Titles
from parcours.engine.occupations.title_index import Origin, TitleArrays
from parcours.engine.occupations.title_words import (
    HAS_LETTER,
    JobTitle,
    feature_keys,
    fold_all,
    head_last,
    plain_text,
    read_title,
    stems_of,
)

type Probabilities = NDArray[np.floating]
type Embedder = Callable[[str], Probabilities]
"""An optional second opinion: a text to the probability of each unit group, in the order of `TitleArrays.codes`."""

# A suggestion this many times less likely than the first is not asked about.
ASKED_ABOUT = 6
METHOD = "words+learned+neighbours"
PARTS = re.compile(r"[,;/|]")
UNIT_GROUP_DIGITS = 5
OLD_CODE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """How loud each voice is. Chosen with the full index, on titles held out by word set."""

    same_words: float = 0.85
    alias: float = 0.5
    known: float = 0.35
    known_runs: float = 0.6
    neighbours: float = 0.3
    nearest: int = 50
    closeness: float = 5.0
    group: float = 4.0
    industry: float = 0.25
    embedder: float = 0.3
    trusted: float = 0.7


@dataclass(frozen=True, slots=True)
class Heard:
    """The share of each unit group, the nearest titles, whether one has the same words, whether the embedder spoke."""

    odds: Probabilities
    near: NDArray[np.intp]
    same: bool
    embedded: bool = False


@dataclass(frozen=True)
class Coder:
    """Codes texts with ``arrays``. ``groups``: the beginnings of code a federal occupational group holds.

    ``old_codes``: each code of NOC 2016 with its codes of NOC 2021. ``version``: of the index, stored with choices.
    ``calibration``: that of this kind of index.
    """

    arrays: TitleArrays
    lexicon: Lexicon
    titles: Titles
    groups: Mapping[str, tuple[str, ...]]
    old_codes: Mapping[str, tuple[str, ...]]
    version: str
    weights: Weights = Weights()
    calibration: Calibration = FULL
    embedder: Embedder | None = None

    def code(
        self, text: str, *, language: str | None = None, industry: str = "", top: int = 5
    ) -> Suggestions:
        """Return up to ``top`` unit groups for ``text``, the likeliest first.

        ``language``: of the class titles shown, ``fr`` or otherwise English; any other also has its words read in
        that language. ``industry``: words about the employer's field, which speak softly.
        """
        shown = "fr" if language == "fr" else "en"
        plain = plain_text(text)
        codes, words = codes_and_words(plain)
        if codes and not any(map(str.isalpha, words)):
            return self._codes(text, codes, shown)
        if not HAS_LETTER.search(plain):
            return self._answer(text, Outcome.EMPTY)
        given = self._words(text, plain, language, industry, (shown, top))
        if units := [code for code in codes if code in self.titles[shown]]:
            return self._code_beside_words(given, units[0], shown)
        return given

    def _words(
        self, text: str, plain: str, language: str | None, industry: str, wanted: tuple[str, int]
    ) -> Suggestions:
        """Return the answer for a text that has letters."""
        title = read_title(plain, self.groups)
        known = (lambda _: False) if language not in {None, "en", "fr"} else self.arrays.is_native
        english = self.lexicon.translate(head_last(" ".join(self._kept(plain, title))), known)
        read = read_title(english).stems
        heard = self._heard(title, read, industry)
        if not (heard and heard.same):
            if title.employer_only or is_institution(fold_all(plain)):
                return self._answer(text, Outcome.EMPLOYER_ONLY, title)
            if is_no_occupation(plain):
                return self._answer(text, Outcome.NO_OCCUPATION, title)
            # “RN, BScN”: a licence that is known with a degree that is not.
            parts = (read_title(part).stems for part in PARTS.split(english))
            heard = heard or next(filter(None, (self._heard(title, part, industry) for part in parts)), None)
        if self.embedder and (not heard or self._confidence(heard.odds.max(), heard) < self.weights.trusted):
            heard = self._second_opinion(self.embedder(plain), heard)
        if heard is None:
            return self._answer(text, Outcome.UNKNOWN, title)
        return self._ranked(text, title, english, heard, wanted)

    def _code_beside_words(self, given: Suggestions, code: str, shown: str) -> Suggestions:
        """Return the answer for a ``code`` with words beside it: when they mean another, a person chooses."""
        meant = given.suggestions[0] if given.outcome == Outcome.SURE else None
        if meant is None or meant.code == code:
            return self._codes(given.text, (code,), shown)
        return self._among(given.text, Outcome.CHOOSE, (code, meant.code), shown)

    def _second_opinion(self, opinion: Probabilities, heard: Heard | None) -> Heard:
        """Return what was heard with the ``opinion`` of the embedder, or that alone where nothing was."""
        if heard is None:
            return Heard(opinion, np.zeros(0, np.intp), same=False, embedded=True)
        share = self.weights.embedder
        mixed = (1 - share) * heard.odds + share * opinion
        return Heard(mixed, heard.near, same=heard.same, embedded=True)

    def _kept(self, plain: str, title: JobTitle) -> list[str]:
        """Return the pieces of ``plain`` that were not set aside, as written."""
        for words in title.set_aside:
            if len(words.split()) > 1 or words.isupper():
                plain = plain.replace(words, " ")
        return [piece for piece in plain.split() if HAS_LETTER.search(piece)]

    def _heard(self, title: JobTitle, read: tuple[str, ...], industry: str) -> Heard | None:
        """Return what the voices say together; None when no word says anything."""
        a, w = self.arrays, self.weights
        keys = feature_keys(read)
        places = a.places(keys)
        same = np.union1d(a.equal_titles(title.stems), a.equal_titles(read)).astype(np.intp)
        enough = w.known if any(map(a.has_word, read)) else w.known_runs
        if not len(same) and len(places) <= enough * len(keys):
            return None
        odds = self._learned(places)
        near, alike = self._near(places)
        if len(near):
            votes = np.bincount(a.title_codes[near], alike * a.title_shares[near], len(a.codes))
            odds = (1 - w.neighbours) * odds + w.neighbours * votes / votes.sum()
        if title.group:
            favoured = np.char.startswith(a.codes[:, None], np.array(self.groups[title.group])).any(axis=1)
            odds = odds * np.where(favoured, w.group, 1)
        if industry and len(field := a.places(feature_keys(stems_of(industry.casefold())))):
            odds = odds * self._learned(field) ** w.industry
        odds = odds / odds.sum()
        if len(same):
            # When the classification itself has the title, it weighs more than the project’s own list.
            loud = a.title_shares[same] * np.where(a.title_origins[same] >= Origin.ALIAS, w.alias, 1)
            said = np.bincount(a.title_codes[same], loud, len(a.codes))
            odds = (1 - w.same_words) * odds + w.same_words * said / said.sum()
            near = np.concatenate([same, near])
        return Heard(odds, near, bool(len(same)))

    def _learned(self, places: NDArray[np.intp]) -> Probabilities:
        """Return the probability of each unit group by the learned model."""
        a = self.arrays
        weight = a.rarity[places] / max(np.sqrt((a.rarity[places] ** 2).sum()), 1e-6)
        return softmax(weight @ a.vectors[places].astype(np.float32) @ a.readers + a.base)

    def _near(self, places: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Return the titles most alike, the nearest first, and their votes."""
        a, w = self.arrays, self.weights
        spans = [slice(a.holder_starts[p], a.holder_starts[p + 1]) for p in places]
        if not spans:
            return np.zeros(0, np.intp), np.zeros(0)
        holders = np.concatenate([a.holders[s] for s in spans])
        weights = np.concatenate(
            [a.holder_weights[s].astype(np.float32) * a.rarity[p] for s, p in zip(spans, places, strict=True)]
        )
        alike = np.bincount(holders, weights, len(a.title_codes)).round(6)
        first = max(len(alike) - w.nearest, 0)
        near = np.flatnonzero((alike >= np.partition(alike, first)[first]) & (alike > 0))
        near = near[np.argsort(-alike[near], kind="stable")][: w.nearest]
        return near, (alike[near] / alike[near[0]]) ** w.closeness

    def _confidence(self, share: np.floating, heard: Heard) -> float:
        """Return how often a share like this is right."""
        return self.calibration.confidence(float(share), same_words=heard.same, embedded=heard.embedded)

    def _ranked(
        self,
        text: str,
        title: JobTitle,
        english: str,
        heard: Heard,
        wanted: tuple[str, int],
    ) -> Suggestions:
        """Return the answer for what was heard."""
        shown, top = wanted
        odds = heard.odds.round(6)
        best = np.argsort(-odds, kind="stable")[:top]
        first = self._confidence(odds[best[0]], heard)
        # What is left is shared by the others; none is likelier than the first.
        left = (1 - first) / max(1 - float(odds[best[0]]), 1e-6)
        given = tuple(
            Suggestion(
                code := str(self.arrays.codes[i]),
                self.titles[shown][code],
                round(first if i == best[0] else min(first, left * float(odds[i])), 3),
                self._evidence(heard.near, int(i)),
            )
            for i in best
            if odds[i] > 0
        )
        level, confidence = self._level(str(self.arrays.codes[best[0]]), heard)
        sure = level == UNIT_GROUP_DIGITS
        close = tuple(s for s in given[:3] if s.confidence >= given[0].confidence / ASKED_ABOUT)
        question = None
        if not sure and len(close) > 1:
            examples = tuple(self._example(heard.near, s) for s in close)
            if len(set(examples)) < len(examples):
                examples = tuple(s.title for s in close)
            question = Question(tuple(s.code for s in close), examples)
        answer = self._answer(
            text, Outcome.SURE if sure else Outcome.CHOOSE, title, given, level, confidence, question, english
        )
        return replace(answer, method=f"{METHOD}+embedder") if heard.embedded else answer

    def _level(self, code: str, heard: Heard) -> tuple[int, float]:
        """Return how many digits of ``code`` can be trusted, and how much."""
        for digits in range(UNIT_GROUP_DIGITS, 0, -1):
            share = heard.odds[np.char.startswith(self.arrays.codes, code[:digits])].sum()
            if (confidence := self._confidence(share, heard)) >= self.weights.trusted:
                return digits, round(confidence, 3)
        return 0, round(self._confidence(heard.odds.max(), heard), 3)

    def _evidence(self, near: NDArray[np.intp], code: int) -> tuple[str, ...]:
        """Return the nearest titles of a code; those in other languages after the others."""
        mine = near[self.arrays.title_codes[near] == code]
        mine = mine[np.argsort(self.arrays.title_origins[mine] == Origin.FOREIGN, kind="stable")]
        return tuple(dict.fromkeys(self.arrays.title(int(n)) for n in mine[:6]))[:3]

    def _example(self, near: NDArray[np.intp], suggestion: Suggestion) -> str:
        """Return what tells a suggestion from others: its nearest title in English or French, or its own."""
        a = self.arrays
        mine = near[
            (a.codes[a.title_codes[near]] == suggestion.code) & (a.title_origins[near] != Origin.FOREIGN)
        ]
        return a.title(int(mine[0])) if len(mine) else suggestion.title

    def _codes(self, text: str, codes: tuple[str, ...], shown: str) -> Suggestions:
        """Return the answer for a text that is ``codes``: of several that exist, a person chooses."""
        units = tuple(code for code in codes if code in self.titles[shown])
        if len(units) > 1:
            return self._among(text, Outcome.CHOOSE, units, shown)
        return self._digits(text, (*units, *codes)[0], shown)

    def _digits(self, text: str, digits: str, shown: str) -> Suggestions:
        """Return the answer for a text that is one code."""
        titles = self.titles[shown]
        code = digits.zfill(UNIT_GROUP_DIGITS)
        # Four digits are a code of NOC 2016, not one of NOC 2021 that lost its zero.
        if code in titles and len(digits) != OLD_CODE_DIGITS:
            return self._answer(text, Outcome.CODE, None, (Suggestion(code, titles[code], 1.0),), 5, 1.0)
        if became := self.old_codes.get(digits.zfill(OLD_CODE_DIGITS)):
            return self._among(text, Outcome.OLD_CODE, became, shown)
        begun = (4, 3) if len(digits) == UNIT_GROUP_DIGITS else ()
        alike = next((found for n in begun if (found := [c for c in titles if c[:n] == digits[:n]])), [])
        near = tuple(Suggestion(code, titles[code], 0.0) for code in alike[:5])
        return self._answer(text, Outcome.NO_SUCH_CODE, None, near)

    def _among(self, text: str, outcome: Outcome, codes: tuple[str, ...], shown: str) -> Suggestions:
        """Return the answer that is one of ``codes``, none likelier than another."""
        titles = self.titles[shown]
        given = tuple(Suggestion(code, titles[code], round(1 / len(codes), 3)) for code in codes)
        question = Question(codes, tuple(s.title for s in given)) if len(codes) > 1 else None
        return self._answer(text, outcome, None, given, 0, given[0].confidence, question)

    def _answer(
        self,
        text: str,
        outcome: Outcome,
        title: JobTitle | None = None,
        given: tuple[Suggestion, ...] = (),
        level: int = 0,
        confidence: float = 0.0,
        question: Question | None = None,
        english: str = "",
    ) -> Suggestions:
        aside = title.set_aside if title else ()
        return Suggestions(
            text, outcome, given, level, confidence, question, aside, english, METHOD, self.version
        )
