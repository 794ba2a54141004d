"""What the employer’s field is worth to the coder, and what a field drawn at random costs (docs/adr/0024).

Official titles like “inspector - food” fall into a title and what tells it from others, which stands for the field.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.occupation_titles import TITLES, Asked, held_out, part
from parcours.engine.occupations.coder import Coder
from parcours.reference.coder_index import load_coder, official_titles

WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
BETWEEN = " - "
HELPED, MISLED = 800, 500


@dataclass(frozen=True, slots=True)
class Industry:
    """Shares right at the first place, one a weight of `WEIGHTS`.

    ``helped``: by index, titles with their own field; ``misled``: other titles with that of another, full index.
    """

    helped: dict[str, list[float]]
    misled: list[float]


def industry(folder: Path) -> Industry:
    """Return what the field does at each weight, with the indexes in ``folder``."""
    coders = {kind: replace(load_coder(folder / kind), embedder=None) for kind in ("basic", "full")}
    parted = _parted()
    fields = [field for _, field in parted]
    others = [asked for lang in ("en", "fr") for asked in held_out(lang) if BETWEEN not in asked.text]
    drawn = random.Random(0)  # noqa: S311 - no secret
    misled = [(asked, drawn.choice(fields)) for asked in drawn.sample(others, min(MISLED, len(others)))]
    return Industry(
        {kind: [_right(coder, parted, weight) for weight in WEIGHTS] for kind, coder in coders.items()},
        [_right(coders["full"], misled, weight) for weight in WEIGHTS],
    )


def _parted() -> list[tuple[Asked, str]]:
    """Return a sample of the titles that no index learns, in two parts."""
    found = []
    for title in official_titles(TITLES):
        named, between, field = title.text.partition(BETWEEN)
        if between and not part(title.text):
            found.append((Asked(named, title.language, frozenset(title.codes)), field))
    return random.Random(0).sample(found, min(HELPED, len(found)))  # noqa: S311 - no secret


def _right(coder: Coder, titles: Sequence[tuple[Asked, str]], weight: float) -> float:
    """Return the share that is right at the first place."""
    coder = replace(coder, weights=replace(coder.weights, industry=weight))
    right = 0
    for asked, field in titles:
        given = coder.code(asked.text, industry=field).suggestions
        right += bool(given) and given[0].code in asked.codes
    return right / len(titles)
