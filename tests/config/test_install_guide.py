"""The guide to install names every variable that is read, and what it gives to copy works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READ = re.compile(r"(?:text|flag|listing|number)\(\s*\"([A-Z_]+)\"")
ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
UNITS = ("parcours.service", "parcours-worker.service", "parcours-backup.service")


def variables_read() -> set[str]:
    """The variables that the settings read."""
    folder = ROOT / "src/parcours/config"
    return {name for path in folder.glob("*.py") for name in READ.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_variable_is_in_the_table(language: str) -> None:
    guide = (ROOT / "docs" / language / "install.md").read_text(encoding="utf-8")
    assert sorted(ROW.findall(guide)) == sorted(variables_read())


def test_the_example_of_settings_names_variables_that_are_read() -> None:
    example = (ROOT / "docs/install/parcours.env").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)) - variables_read() == set()


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_accepts_the_unit(unit: str, tmp_path: Path) -> None:
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        pytest.skip("there is no systemd-analyze here")
    # It wants the program to be there: any will do.
    text = (ROOT / "docs/install" / unit).read_text(encoding="utf-8")
    (tmp_path / unit).write_text(text.replace("/opt/parcours/bin/parcours", sys.executable), encoding="utf-8")
    run = subprocess.run(
        [systemd, "verify", "--man=no", str(tmp_path / unit)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"SYSTEMD_LOG_LEVEL": "warning"},
    )
    said = [line for line in (run.stdout + run.stderr).splitlines() if unit in line]
    assert (run.returncode, said) == (0, [])


def test_systemd_refuses_a_unit_with_a_mistake(tmp_path: Path) -> None:
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        pytest.skip("there is no systemd-analyze here")
    unit = tmp_path / "wrong.service"
    unit.write_text("[Service]\nExecStart=/no/such/program\n", encoding="utf-8")
    run = subprocess.run([systemd, "verify", "--man=no", str(unit)], capture_output=True, check=False)
    assert run.returncode != 0


def test_t13_what_looks_like_a_header_of_the_proxy_ends_there() -> None:
    # WSGI knows one name for X_Forwarded_For and X-Forwarded-For. Nginx drops the first by itself.
    caddy, nginx = (
        (ROOT / "docs/install" / name).read_text(encoding="utf-8") for name in ("Caddyfile", "nginx.conf")
    )
    assert ("\trequest_header -*_*\n" in caddy, "underscores_in_headers on;" in nginx) == (True, False)


def test_requests_are_passed_on_whole() -> None:
    caddy, nginx = (
        (ROOT / "docs/install" / name).read_text(encoding="utf-8") for name in ("Caddyfile", "nginx.conf")
    )
    [most] = re.findall(r"max_size (\w+)", caddy)
    assert (f"request_buffers {most}" in caddy, "proxy_request_buffering on;" in nginx) == (True, True)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_guide_asks_the_same_of_any_other_server_in_front(language: str) -> None:
    guide = (ROOT / "docs" / language / "install.md").read_text(encoding="utf-8")
    assert "`X_Forwarded_For`" in guide
