import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools import bootstrap

SCRIPT = Path(__file__).parents[2] / "tools/bootstrap.py"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A bare clone, as far as the script can see."""
    (tmp_path / "tools").mkdir()
    shutil.copy(SCRIPT, tmp_path / "tools")
    return tmp_path


def a_uv(path: Path, version: str, obeys: str = "") -> Path:
    """A program that tells its version as uv does, and obeys orders that begin with ``obeys``."""
    script = f"""#!/bin/sh
        case "$*" in
            --version) echo "uv {version} (some-machine)" ;;
            "{obeys}"*) echo "$0 $*" ;;
            *) echo "no: $*"; exit 2 ;;
        esac
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)
    return path


def bootstrap_in(project: Path, path: Path) -> subprocess.CompletedProcess[str]:
    """Run the script on a Python whose venv and pip are broken, so that nothing is ever installed."""
    broken = project / "broken"
    broken.mkdir()
    for module in ("venv", "pip"):
        (broken / f"{module}.py").write_text("raise SystemExit(1)\n", encoding="utf-8")
    return subprocess.run(
        [sys.executable, project / "tools/bootstrap.py"],
        env={"PATH": f"{path}:/bin", "PYTHONPATH": str(broken)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_uv_on_the_path_makes_the_environment(project: Path) -> None:
    uv = a_uv(project / "bin/uv", "1.2.3")
    done = bootstrap_in(project, uv.parent)
    assert (done.returncode, done.stdout) == (0, f"{uv} sync --locked\n")
    assert done.stderr == "Making the environment in .venv (once; a minute or two) …\n"


def test_the_project_s_own_comes_first(project: Path) -> None:
    own = a_uv(project / ".tools/uv/bin/uv", "0.9.0")
    other = a_uv(project / "bin/uv", "0.9.1")
    assert bootstrap_in(project, other.parent).stdout == f"{own} sync --locked\n"


def test_where_the_usual_python_cannot_be_had_another_will_do(project: Path) -> None:
    obeys = "sync --locked --no-python-downloads"
    uv = a_uv(project / "bin/uv", "0.9.0", obeys)
    done = bootstrap_in(project, uv.parent)
    assert (done.returncode, done.stdout) == (0, f"no: sync --locked\n{uv} {obeys} --python >=3.12\n")


def test_an_environment_that_cannot_be_made_is_an_error(project: Path) -> None:
    uv = a_uv(project / "bin/uv", "0.9.0", "nothing")
    assert bootstrap_in(project, uv.parent).returncode == 1


@pytest.mark.parametrize("version", ["0.8.24", "unknown"])
def test_an_old_uv_is_passed_over(project: Path, version: str) -> None:
    uv = a_uv(project / "bin/uv", version)
    assert bootstrap_in(project, uv.parent).returncode == 1


def test_without_any_way_to_install_uv_it_says_what_to_do(project: Path) -> None:
    done = bootstrap_in(project, project / "empty")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "Installing uv into .tools/uv (once, in this folder only) …",
        *bootstrap.ADVICE.splitlines(),
    ]


def test_it_is_written_for_old_pythons() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_project_asks_for_the_same_uv() -> None:
    project = tomllib.loads((SCRIPT.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["uv"]["required-version"] == ">={}.{}".format(*bootstrap.OLDEST)
