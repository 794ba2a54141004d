"""`parcours match --cluster`: the same answer, whoever worked on it."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import ClassVar, Self

import pytest

from parcours.cli.main import main
from parcours.engine.matching.crew import Alone
from tests.cli.sheets import cohort, contents

ROOT = Path(__file__).parents[2]

needs_ray = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="the extra “cluster” is not installed"
)


def test_without_the_extra_one_is_told_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    command = [*cohort(tmp_path), "--out", str(tmp_path / "out"), "--cluster", "local"]
    assert (main(command), (tmp_path / "out").exists()) == (2, False)
    assert "Install it with “parcours[cluster]”, or match without --cluster." in capsys.readouterr().err


@needs_ray
@pytest.mark.slow
@pytest.mark.long
def test_a_cluster_that_loses_a_node_in_the_middle_finds_the_same() -> None:
    command = [sys.executable, "-m", "tests.cli.cluster_host"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["same"] is True
    assert told["again"] >= 1  # what the lost node was at
    assert {"done", "offered", "solved"} <= set(told["tasks"])  # passes, bids by parts, and flows


@needs_ray
@pytest.mark.slow
def test_the_command_writes_the_same_files(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "parcours", *cohort(tmp_path)]
    for more in ([], ["--cluster", "local"]):
        out = tmp_path / f"out{len(more)}"
        subprocess.run([*command, "--out", str(out), *more], check=True, timeout=240, capture_output=True)
    assert contents(tmp_path / "out0") == contents(tmp_path / "out2")


@needs_ray
@pytest.mark.slow
def test_an_address_without_a_cluster_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "parcours", *cohort(tmp_path), "--out", str(tmp_path / "out")]
    command += ["--cluster", "nothing://here"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert (done.returncode, (tmp_path / "out").exists()) == (2, False)
    assert "No cluster answers at this address." in done.stderr


class Here(Alone):
    """A cluster that is this process."""

    asked: ClassVar[list[str]] = []

    def __init__(self, address: str) -> None:
        self.asked.append(address)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.asked.append("left")


@pytest.mark.parametrize(
    "settings",
    ["[proposal]\nmode = 'balanced'", "[quotas]\nagency_floor = true", "[quotas.agency.North]\nmin = 0"],
)
@pytest.mark.parametrize("more", [[], ["--time-limit", "60"]])
def test_modes_quotas_and_a_limit_of_time_go_with_a_cluster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, more: list[str]
) -> None:
    monkeypatch.setattr(Here, "asked", [])
    monkeypatch.setattr("parcours.cli.match.Cluster", Here)
    (tmp_path / "s.toml").write_text(settings, encoding="utf-8")
    for name, cluster in (("alone", []), ("shared", ["--cluster", "10.0.0.5:6379"])):
        given = ["--settings", str(tmp_path / "s.toml"), "--out", str(tmp_path / name), *cluster, *more]
        assert main([*cohort(tmp_path), *given]) == 0
    assert contents(tmp_path / "shared") == contents(tmp_path / "alone")
    assert Here.asked == ["10.0.0.5:6379", "left"]
