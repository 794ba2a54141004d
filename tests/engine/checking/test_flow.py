import random

import numpy as np
import pytest
from ortools.graph.python import max_flow

from parcours.engine.checking.flow import Network


def test_minimums_take_a_longer_way() -> None:
    network = Network()
    source, left, right, sink = (network.node() for _ in range(4))
    network.arc(source, left, 0, 2)
    network.arc(source, right, 0, 2)
    network.arc(left, right, 1, 2)
    network.arc(left, sink, 0, 2)
    network.arc(right, sink, 0, 1)
    assert network.most(source, sink) == 2


def test_minimums_that_clash_have_no_flow() -> None:
    network = Network()
    source, middle, sink = (network.node() for _ in range(3))
    network.arc(source, middle, 0, 1)
    network.arc(middle, sink, 2, 3)
    assert network.most(source, sink) is None


@pytest.mark.parametrize("seed", range(30))
def test_flows_are_as_large_as_others_find(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - any network will do
    size = draw.randint(2, 12)
    arcs = [
        (tail, head, draw.randint(0, 5))
        for tail in range(size)
        for head in range(size)
        if tail != head and draw.random() < 0.4
    ]
    network, other = Network(), max_flow.SimpleMaxFlow()
    for _ in range(size):
        network.node()
    for tail, head, most in arcs:
        network.arc(tail, head, 0, most)
    if arcs:
        tails, heads, most_ = (np.array(column) for column in zip(*arcs, strict=True))
        other.add_arcs_with_capacity(tails.astype(np.int32), heads.astype(np.int32), most_)
    known = {node for arc in arcs for node in arc[:2]}
    expected = 0
    if {0, size - 1} <= known:
        other.solve(0, size - 1)
        expected = other.optimal_flow()
    assert network.most(0, size - 1) == expected
