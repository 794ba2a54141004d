"""Words of professions in other languages, into English, one word after the other.

Not a translation: it is enough that ``инженер-программист`` becomes words that the titles of the index hold.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from parcours.engine.occupations.title_words import IDEOGRAPHS, fold_all

WORD = re.compile(r"[^\W_]+")
LONGEST_PHRASE = 4
# A shorter piece of a compound is a chance likeness.
SHORTEST_PIECE = 3
ARABIC_ARTICLE = "ال"
HANGUL = range(0xAC00, 0xD7B0)


@dataclass(frozen=True)
class Lexicon:
    """Foreign words and their English: whole words and phrases, beginnings (``ingenier*``), ends (``*arzt``)."""

    whole: Mapping[str, str]
    beginnings: Mapping[str, str]
    ends: Mapping[str, str]

    @classmethod
    def of(cls, entries: Iterable[tuple[str, str]]) -> Self:
        """Return the lexicon of ``(form, English)``; the first of two equal forms wins."""
        whole: dict[str, str] = {}
        beginnings: dict[str, str] = {}
        ends: dict[str, str] = {}
        for form, english in entries:
            word = fold_all(form.strip("*"))
            if form.startswith("*"):
                ends.setdefault(word, english)
            elif form.endswith("*"):
                beginnings.setdefault(word, english)
            whole.setdefault(word, english)
        return cls(whole, beginnings, ends)

    def translate(self, text: str, known: Callable[[str], bool]) -> str:
        """Return ``text`` folded, with the words that are not ``known`` in English where the lexicon has them."""
        folded = fold_all(text)
        spans = list(WORD.finditer(folded))
        given: list[str] = []
        end = place = 0
        while place < len(spans):
            taken, english = self._phrase([s[0] for s in spans[place : place + LONGEST_PHRASE]], known)
            given += [folded[end : spans[place].start()], english]
            place += taken
            end = spans[place - 1].end()
        return "".join([*given, folded[end:]])

    def _phrase(self, words: list[str], known: Callable[[str], bool]) -> tuple[int, str]:
        """Return how many of the next words are taken together, and their English."""
        for n in range(len(words), 1, -1):
            if (phrase := " ".join(words[:n])) in self.whole:
                return n, self.whole[phrase]
        return 1, words[0] if known(words[0]) else self._word(words[0])

    def _word(self, word: str) -> str:
        if english := self._simple(word):
            return english
        if ord(word[0]) >= IDEOGRAPHS:
            return " ".join(self._pieces(word))
        if word.startswith(ARABIC_ARTICLE) and (english := self._simple(word[2:])):
            return english
        for n in range(len(word) - SHORTEST_PIECE + 1):
            if end := self._end(word[n:]):
                return f"{self._simple(word[:n]) or word[:n]} {end}"
        return word

    def _simple(self, word: str) -> str:
        """Return the English of a whole word, or of the longest beginning of it; "" when there is none."""
        if word in self.whole:
            return self.whole[word]
        for n in range(len(word), SHORTEST_PIECE - 1, -1):
            if word[:n] in self.beginnings:
                return self.beginnings[word[:n]]
        return ""

    def _end(self, word: str) -> str:
        """Return the English of the last part of a compound, whatever its ending (``ingenieurin``)."""
        return next(
            (self.ends[word[:n]] for n in range(len(word), SHORTEST_PIECE, -1) if word[:n] in self.ends), ""
        )

    def _pieces(self, word: str) -> Iterator[str]:
        """Give the longest known pieces of a word without spaces, and what is left between them."""
        place, left = 0, ""
        while place < len(word):
            n = next((n for n in range(len(word) - place, 0, -1) if word[place : place + n] in self.whole), 0)
            if n and left:
                yield left
                left = ""
            if n:
                yield self.whole[word[place : place + n]]
            else:
                left += word[place]
            place += max(n, 1)
        if left:
            yield left
