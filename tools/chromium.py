"""Find the browser that the tests drive, or install it: ``python -m tools.chromium``."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
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


def find_chromium() -> str | None:
    """Return the path of Chromium or Chrome, that of PARCOURS_CHROMIUM first, or None."""
    asked = os.environ.get("PARCOURS_CHROMIUM")
    if asked:
        return asked
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    return found or next((path for path in MACS if Path(path).exists()), None)


def options() -> list[str]:
    """Return the arguments to start it with; root in a container cannot have its sandbox."""
    return [*QUIET, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]


def install() -> bool:
    """Install Chromium where this is Debian or Ubuntu and we may; return whether it is there then."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    print("Installing Chromium, which the tests of pages need (once) …", file=sys.stderr)
    for what in (["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu"]):
        subprocess.run(
            [apt, "-q", *what],
            check=False,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        )
    return find_chromium() is not None


def main() -> int:
    """Say where it is; install it first where it is missing. The tests of pages say so where that fails."""
    if find_chromium() is None and not install():
        print(
            "There is no Chromium here, so the tests of pages in a browser will be skipped. Install it (Debian: apt "
            "install chromium), or name it in PARCOURS_CHROMIUM.",
            file=sys.stderr,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
