from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest

from parcours.engine.matching import exchange
from parcours.engine.matching.crew import Alone
from parcours.engine.matching.exchange import bid_in_parts, bidders
from tests.engine.matching.scored_pairs import listing, ones, told


class Counting(Alone):
    """A crew that notes how many parts it is asked about each time."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def each[Known, Asked, Part, Answer](
        self, task: Callable[[Known, Asked, Part], Answer], known: Known, asked: Asked, parts: Sequence[Part]
    ) -> Iterator[Answer]:
        self.asked.append(len(parts))
        return super().each(task, known, asked, parts)


CHAIN = {(0, 0): 9, (0, 1): 8, (1, 1): 7, (1, 2): 6, (2, 2): 5}


def test_parts_of_one_component_bid_again_where_they_lost_a_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "PART_PAIRS", 1)
    edges, crew = listing(CHAIN), Counting()
    bids = bid_in_parts(edges, ones({}, 3, 3).bounds, 1, crew, np.arange(3))
    assert told(edges.take(bids.used)) == [(0, 0, 9), (1, 1, 7), (2, 2, 5)]
    assert crew.asked[0] == 3
    assert len(crew.asked) > 1
    assert max(crew.asked[1:]) < 3  # only those that lost one


def test_parts_that_go_on_outbidding_each_other_are_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "PART_PAIRS", 2)
    monkeypatch.setattr(exchange, "EXCHANGES", 2)
    edges, crew = listing({(i, j): 500 + i for i in range(2) for j in range(4)}), Counting()
    bids = bid_in_parts(edges, ones({}, 2, 4).bounds, 1, crew, np.arange(2))
    assert int(bids.used.sum()) == 2
    assert crew.asked == [4, 3, 2, 1, 1]  # parts asked each time: of four, of two, of one


def test_what_fits_one_part_exchanges_nothing() -> None:
    crew = Counting()
    bids = bid_in_parts(listing(CHAIN), ones({}, 3, 3).bounds, 1, crew, np.arange(3))
    assert int(bids.used.sum()) == 3
    assert crew.asked == [1]


def test_a_component_is_split_by_what_its_lefts_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "PART_PAIRS", 2)
    edges = listing({(0, 0): 1, (1, 0): 1, (2, 1): 1, (3, 1): 1, (0, 2): 1, (1, 2): 1, (2, 0): 1})
    found = bidders(edges, ones({}, 4, 3).bounds, np.array([0, 0, 9, 9]))
    assert [part.rights.tolist() for part in found] == [[2], [0], [1]]
    assert sorted(at for part in found for at in part.at.tolist()) == list(range(len(edges)))
