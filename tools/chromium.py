"""Find the browser that the tests drive, or install it: ``python -m tools.chromium``."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
"""Chromium without the windows that nobody sees: the same pages for two thirds of the processor time."""

NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MACS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# What a machine without a screen and without the wider network needs: nothing is looked up, nothing is updated.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
# What costs processor time and shows on no page: a process between the browser and a screen that is not there, and
# another frame for each page of the same site. The others are Playwright's own, which an argument of ours replaces.
_ENABLED = (
    "RenderDocument:level/crashed-frame",
    "CDPScreenshotNewSurface",
    "SkipListAccountsWithoutGaiaCookies",
)
THRIFTY = ("--in-process-gpu", f"--enable-features={','.join(_ENABLED)}")

_IMPATIENT = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20")
"""Where there is no network, nobody waits for it."""


def find_chromium() -> str | None:
    """Return the path of Chromium or Chrome, that of PARCOURS_CHROMIUM first, or None."""
    asked = os.environ.get("PARCOURS_CHROMIUM")
    if asked:
        return asked
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    return found or next((path for path in MACS if Path(path).exists()), None)


def options() -> list[str]:
    """Return the arguments to start it with; root in a container cannot have its sandbox."""
    return [*QUIET, *THRIFTY, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]


def install() -> bool:
    """Install Chromium where this is Debian or Ubuntu and we may; return whether it is there then.

    It is the one without windows where that can be had, even beside another.
    """
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return find_chromium() is not None
    if find_chromium() is None:
        print("Installing Chromium, which the tests of pages need (once) …", file=sys.stderr)
    for name in (SHELL, "chromium"):
        if name == SHELL or find_chromium() is None:
            wanted = ("install", "-y", "--no-install-recommends", name, "fonts-dejavu")
            # A list of packages that is not there, or older than they are, is fetched first.
            if not _run(apt, *wanted) and _run(apt, "update"):
                _run(apt, *wanted)
    return find_chromium() is not None


def _run(apt: str, *command: str) -> bool:
    done = subprocess.run(
        [apt, "-q", *_IMPATIENT, *command],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    )
    return done.returncode == 0


def main() -> int:
    """Install it first where it is missing, or has windows. The tests of pages say so where that fails."""
    is_there = os.environ.get("PARCOURS_CHROMIUM") or shutil.which(SHELL)
    if not is_there and not install():
        print(
            "There is no Chromium here, so the tests of pages in a browser will be skipped. Install it (Debian: apt "
            f"install {SHELL}), or name it in PARCOURS_CHROMIUM.",
            file=sys.stderr,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
