"""How many processes answer."""

import os

import pytest

from parcours.cli.serve import processes


@pytest.mark.parametrize(("cores", "expected"), [(None, 2), (1, 2), (4, 4), (64, 8)])
def test_there_is_a_process_for_each_core_within_bounds(
    cores: int | None, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert processes() == expected
