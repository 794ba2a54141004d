"""Everything that one run of `python -m bench.occupations` measured."""

from collections.abc import Mapping
from dataclasses import dataclass

from bench.occupation_industry import Industry
from bench.occupation_related import Agreement
from bench.occupation_scores import Score

NEW = ", new words"
"""At the end of the name of a set: its titles without the words of a class title or an alias."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the page is written from.

    - ``scores``: by index (``basic``, ``full``, the same with ``+model``), then by set of titles.
    - ``words_only``: what the plain baseline has right, by set: at the first place, among the first five.
    - ``costs``: MB and milliseconds by index; ``building``: CPU seconds by index.
    - ``start_up``: CPU seconds of the command beyond Python with numpy.
    - ``languages``: how many languages the foreign titles are in.
    - ``related``, ``industry``: see their classes.
    """

    scores: Mapping[str, Mapping[str, list[Score]]]
    words_only: Mapping[str, tuple[float, float]]
    costs: Mapping[str, Mapping[str, float]]
    building: Mapping[str, float]
    start_up: float
    languages: int
    related: Agreement
    industry: Industry
