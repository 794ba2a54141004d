"""The index of job titles as arrays: built once from titles whose code is known, then read from memory-mapped files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from parcours.engine.occupations.learning import Rows, Training, learn
from parcours.engine.occupations.lexicon import Lexicon
from parcours.engine.occupations.title_words import SHORT_FORMS, feature_keys, read_title, title_key

# A feature of a single title says nothing about others; its exact words are found by their key.
FEWEST_TITLES = 2


class Origin(IntEnum):
    """Where a title of the index comes from."""

    CLASS_TITLE = 0
    OFFICIAL = 1
    ALIAS = 2
    """The project’s own, in English or French."""
    FOREIGN = 3
    """The project’s own, in another language."""


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """A title with its codes, the likeliest first. ``language``: a code of ISO 639."""

    text: str
    language: str
    codes: tuple[str, ...]
    origin: Origin = Origin.OFFICIAL


@dataclass(frozen=True)
class TitleArrays:
    """What the coder reads. F features, sorted by key; T titles (one a code); C unit groups; S size of a vector.

    - ``codes`` (C): the unit groups, as text.
    - ``keys``, ``rarity``, ``native`` (F): key of a feature, its weight, and whether English or French has it.
    - ``vectors`` (F, S), ``readers`` (S, C), ``base`` (C): the learned model.
    - ``holder_starts`` (F + 1), ``holders``, ``holder_weights``: the titles that hold each feature.
    - ``title_codes``, ``title_shares``, ``title_origins`` (T); ``sorted_keys``, ``sorted_titles`` (T): by word set.
    - ``text``, ``text_starts`` (T + 1): the titles as written, in UTF-8.
    """

    codes: NDArray[np.str_]
    keys: NDArray[np.uint32]
    rarity: NDArray[np.float32]
    native: NDArray[np.bool_]
    vectors: NDArray[np.float16]
    readers: NDArray[np.float32]
    base: NDArray[np.float32]
    holder_starts: NDArray[np.int64]
    holders: NDArray[np.int32]
    holder_weights: NDArray[np.float16]
    title_codes: NDArray[np.int16]
    title_shares: NDArray[np.float32]
    title_origins: NDArray[np.int8]
    sorted_keys: NDArray[np.uint64]
    sorted_titles: NDArray[np.int32]
    text: NDArray[np.uint8]
    text_starts: NDArray[np.int64]

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "TitleArrays":
        """Return the arrays by their names; KeyError names one that is missing."""
        return cls(**{field.name: arrays[field.name] for field in fields(cls)})  # type: ignore[arg-type]

    def named(self) -> dict[str, NDArray[np.generic]]:
        """Return the arrays with their names, to be kept in files."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def title(self, number: int) -> str:
        """Return the title as it stands in its source."""
        return bytes(self.text[self.text_starts[number] : self.text_starts[number + 1]]).decode()

    def equal_titles(self, stems: Sequence[str]) -> NDArray[np.int32]:
        """Return the titles with the same words as ``stems``, in any order."""
        key = np.uint64(title_key(stems))
        first = np.searchsorted(self.sorted_keys, key)
        last = np.searchsorted(self.sorted_keys, key, side="right")
        return np.asarray(self.sorted_titles[first:last])

    def places(self, keys: NDArray[np.uint32]) -> NDArray[np.intp]:
        """Return where the features stand that the index holds."""
        found = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.asarray(found[self.keys[found] == keys])

    def has_word(self, stem: str) -> bool:
        """Say whether two titles of the index, in any language, hold this word."""
        return len(self.places(np.array([crc32(f"={stem}".encode())], dtype=np.uint32))) > 0

    def is_native(self, word: str) -> bool:
        """Say whether an English or French title holds this folded word."""
        return _native(self, word)


@lru_cache(maxsize=8192)
def _native_key(word: str) -> int:
    stems = read_title(word).stems
    return crc32(f"={stems[0]}".encode()) if stems else -1


def _native(arrays: TitleArrays, word: str) -> bool:
    if word in SHORT_FORMS or (key := _native_key(word)) < 0:
        return True
    place = int(np.searchsorted(arrays.keys, np.uint32(key)))
    return place < len(arrays.keys) and int(arrays.keys[place]) == key and bool(arrays.native[place])


def build(
    titles: Iterable[KnownTitle],
    lexicon: Lexicon,
    training: Training | None = None,
    tell: Callable[[float], None] = lambda _: None,
) -> TitleArrays:
    """Return the index of ``titles``, those without a word left out. ``tell`` hears the share done."""
    titles = sorted(titles, key=lambda t: t.language not in {"en", "fr"})
    native_words = {
        stem for t in titles if t.language in {"en", "fr"} for stem in read_title(t.text).stems
    } | SHORT_FORMS.keys()

    def known(word: str) -> bool:
        return bool(stems := read_title(word).stems) and stems[0] in native_words

    entries: list[tuple[KnownTitle, str, float, tuple[str, ...], tuple[str, ...]]] = []
    for t in titles:
        written = read_title(t.text).stems
        foreign = t.language not in {"en", "fr"}
        stems = read_title(lexicon.translate(t.text, known)).stems if foreign else written
        total = sum(1 / (place + 1) for place in range(len(t.codes)))
        entries += [
            (t, code, 1 / (place + 1) / total, written, stems) for place, code in enumerate(t.codes) if stems
        ]
    return _arrays(entries, training, tell)


def _arrays(
    entries: Sequence[tuple[KnownTitle, str, float, tuple[str, ...], tuple[str, ...]]],
    training: Training | None,
    tell: Callable[[float], None],
) -> TitleArrays:
    codes = sorted({code for _, code, *_ in entries})
    number = {code: place for place, code in enumerate(codes)}
    answers = np.array([number[code] for _, code, *_ in entries], dtype=np.int64)
    shares = np.array([share for _, _, share, *_ in entries], dtype=np.float32)
    native = np.array([t.language in {"en", "fr"} for t, *_ in entries])
    keys, rarity, rows, is_native = _rows([feature_keys(stems) for *_, stems in entries], native)
    model = learn(rows, answers, shares, (len(keys), len(codes)), training, tell)
    title_of = np.repeat(np.arange(len(entries), dtype=np.int32), np.diff(rows.starts))
    order = np.argsort(rows.columns, kind="stable")
    by_key = np.array([title_key(written) for *_, written, _ in entries], dtype=np.uint64)
    sorted_titles = np.argsort(by_key, kind="stable").astype(np.int32)
    texts = [t.text.encode() for t, *_ in entries]
    return TitleArrays(
        codes=np.array(codes), keys=keys, rarity=rarity, native=is_native,
        vectors=model.vectors.astype(np.float16), readers=model.readers, base=model.base,
        holder_starts=np.searchsorted(rows.columns[order], np.arange(len(keys) + 1)).astype(np.int64),
        holders=title_of[order], holder_weights=rows.weights[order].astype(np.float16),
        title_codes=answers.astype(np.int16), title_shares=shares,
        title_origins=np.array([t.origin for t, *_ in entries], dtype=np.int8),
        sorted_keys=by_key[sorted_titles], sorted_titles=sorted_titles,
        text=np.frombuffer(b"".join(texts), dtype=np.uint8),
        text_starts=np.concatenate([[0], np.cumsum([len(text) for text in texts])]).astype(np.int64),
    )  # fmt: skip


def _rows(
    held: Sequence[NDArray[np.uint32]], native: NDArray[np.bool_]
) -> tuple[NDArray[np.uint32], NDArray[np.float32], Rows, NDArray[np.bool_]]:
    """Return the features that are kept, how rare they are, the titles as rows of length one, which are native."""
    lengths = [len(keys) for keys in held]
    together = np.concatenate(held)
    title_of = np.repeat(np.arange(len(held)), lengths)
    keys, column, count = np.unique(together, return_inverse=True, return_counts=True)
    # A title of rare words only would be left without features, so it keeps them.
    often = count[column] >= FEWEST_TITLES
    keeps = np.bincount(title_of, often, len(held)) > 0
    kept = often | ~keeps[title_of]
    used = np.zeros(len(keys), dtype=bool)
    used[column[kept]] = True
    column = (np.cumsum(used) - 1)[column[kept]]
    title_of, keys = title_of[kept], keys[used]
    rarity = np.log(1 + len(held) / count[used]).astype(np.float32)
    weights = rarity[column]
    length = np.sqrt(np.bincount(title_of, weights.astype(float) ** 2, len(held)))
    starts = np.concatenate([[0], np.cumsum(np.bincount(title_of, minlength=len(held)))])
    is_native = np.zeros(len(keys), dtype=bool)
    is_native[column[native[title_of]]] = True
    rows = Rows(starts, column.astype(np.int32), (weights / length[title_of]).astype(np.float32))
    return keys, rarity, rows, is_native
