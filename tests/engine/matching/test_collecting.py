import gc
from collections.abc import Iterator

import pytest

from parcours.engine.matching.collecting import kept_from_collecting


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(on: bool) -> None:  # noqa: FBT001 - the one thing it is about
    (gc.enable if on else gc.disable)()
    with kept_from_collecting():
        assert not gc.isenabled()
    assert gc.isenabled() is on
