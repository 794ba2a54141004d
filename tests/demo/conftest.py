"""What the tests of the sample share: a home for data with an index of occupations in it."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(data_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(data_home))
