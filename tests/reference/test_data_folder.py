from pathlib import Path

import pytest

from parcours.reference.data_folder import data_folder


@pytest.mark.parametrize(
    ("variable", "folder"),
    [
        ("/data", Path("/data/parcours")),
        ("data", Path("/home/ana/.local/share/parcours")),
        ("", Path("/home/ana/.local/share/parcours")),
    ],
)
def test_data_goes_where_it_is_asked_to(variable: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ana")
    monkeypatch.setenv("XDG_DATA_HOME", variable)
    assert data_folder() == folder


def test_data_goes_home_when_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ana")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert data_folder() == Path("/home/ana/.local/share/parcours")
