from parcours.engine.matching.parts import part_of
from tests.engine.matching.scored_pairs import listing


def test_pairs_that_share_nobody_are_apart() -> None:
    chain = [(4, 0), (4, 3), (1, 3), (1, 2), (0, 2)]
    pairs = listing(dict.fromkeys([*chain, (2, 1), (3, 1), (5, 5)], 0))
    part = part_of(pairs, 6, 6)
    found: dict[int, set[tuple[int, int]]] = {}
    for own, left, right in zip(part.tolist(), pairs.left.tolist(), pairs.right.tolist(), strict=True):
        found.setdefault(own, set()).add((left, right))
    assert sorted(map(len, found.values())) == [1, 2, 5]
    assert set(chain) in found.values()
    assert not len(part_of(listing({}), 2, 2))
