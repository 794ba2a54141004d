"""The package as people get it: built, installed into an empty environment, and run from there."""

import csv
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from parcours import __version__
from tools import bootstrap

ROOT = Path(__file__).parents[2]
SAME_PYTHON = ["--python", sys.executable]

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """Run ``command`` in ``cwd``, away from the sources, and return what it printed; its errors are ours."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def uv() -> str:
    found = bootstrap.find_uv()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def wheel(uv: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the source archive, so that the archive is whole too."""
    folder = tmp_path_factory.mktemp("dist")
    run(uv, "build", "--quiet", *SAME_PYTHON, "--out-dir", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def parcours(uv: str, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, in an environment with the wheel and the locked versions of what it needs, and no more."""
    folder = tmp_path_factory.mktemp("empty")
    locked = ["--locked", "--no-dev", "--no-emit-project", "--no-hashes", "--quiet"]
    run(uv, "export", *SAME_PYTHON, *locked, "--output-file", folder / "locked.txt", cwd=ROOT)
    run(uv, "venv", "--quiet", *SAME_PYTHON, folder / "venv", cwd=ROOT)
    run(uv, "pip", "install", "--quiet", "--python", "venv", "--constraints", "locked.txt", wheel, cwd=folder)
    return folder / "venv/bin/parcours"


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    package = [
        path for path in (ROOT / "src/parcours").rglob("*") if path.is_file() and path.suffix != ".pyc"
    ]
    inside = {name for name in held if ".dist-info/" not in name and not name.endswith("/")}
    assert inside == {str(path.relative_to(ROOT / "src")) for path in package}
    assert f"parcours-{__version__}.dist-info/licenses/LICENSE" in held


def test_it_tells_its_version(parcours: Path, tmp_path: Path) -> None:
    assert run(parcours, "--version", cwd=tmp_path) == f"parcours {__version__}\n"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_matches(parcours: Path, tmp_path: Path, language: str) -> None:
    mentees = "id,name,occupation\nm1,Amina Haddad,21231\nm2,Bo Chen,31301\n"
    mentors = "id,name,occupation\nt1,Carla Nunes,31301\nt2,Dev Patel,21231\n"
    (tmp_path / "mentees.csv").write_text(mentees, encoding="utf-8")
    (tmp_path / "mentors.csv").write_text(mentors, encoding="utf-8")
    run(parcours, "match", "mentees.csv", "mentors.csv", "--out", "out", "--lang", language, cwd=tmp_path)
    with (tmp_path / "out/matches.csv").open(encoding="utf-8-sig", newline="") as file:
        pairs = {(row["mentee_id"], row["mentor_id"]) for row in csv.DictReader(file)}
    assert pairs == {("m1", "t2"), ("m2", "t1")}
