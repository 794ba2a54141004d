"""The settings of a site that people use pass the framework's own checks, and the example of the guide is one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_check_deploy_is_clean(tmp_path: Path) -> None:
    settings = {
        "PARCOURS_URL": "https://parcours.example",
        "PARCOURS_PROXIES": "127.0.0.1",
        "PARCOURS_DATA": str(tmp_path / "site"),
        "PARCOURS_MAIL_URL": "smtp+tls://user:password@mail.example:587",
        "DJANGO_SETTINGS_MODULE": "parcours.config.settings",
    }
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PARCOURS_", "DJANGO_"))
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "INFO"]
    run = subprocess.run(command, env=kept | settings, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, "System check identified no issues (0 silenced).")
