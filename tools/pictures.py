"""Make the pictures of the README and the guides from the demo: ``python -m tools.pictures``; `make pictures`.

They are of the demo as it begins, in a folder thrown away afterwards.
"""

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tools.chromium import find_chromium, options

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs/images"
LARGEST = 150_000
PORT = 8764
SIZE = (1280, 800)

CITY = "/o/rivermouth/manage"
COHORT = f"{CITY}/programs/cohorts/2"
PAGES = {
    "personas": ("", "/demo/"),
    "program": ("", "/programs/rivermouth/2/"),
    "dashboard": ("administrator", "/o/northgate/manage/"),
    "members": ("administrator", "/o/northgate/manage/members/"),
    "people": ("coordinator-city", f"{CITY}/people/"),
    "supply": ("coordinator-city", f"{CITY}/programs/supply/"),
    "cohort": ("coordinator-city", f"{COHORT}/"),
    "applications": ("coordinator-city", f"{COHORT}/applications/"),
    "matching": ("coordinator-city", f"{COHORT}/matching/"),
    "short-list": ("coordinator-city", f"{COHORT}/matching/mentee/17/"),
    "mentorship": ("coordinator-city", f"{CITY}/programs/mentorships/1/course/"),
    "surveys": ("coordinator-city", f"{CITY}/people/surveys/5/results/"),
    "closing": ("coordinator-city", f"{COHORT}/closing/"),
    "outcomes": ("coordinator-city", f"{COHORT}/outcomes/"),
    "cohort-report": ("coordinator-city", f"{COHORT}/report/"),
    "funder-report": ("funder", "/o/lakeside-fund/figures/reports/3/"),
    "profile": ("mentor", "/o/rivermouth/profile/"),
}
"""The main pages, each as which persona sees it (nobody where empty): a picture of each in both languages."""


def main() -> int:
    """Make every picture; return 1 where there is no browser."""
    chromium = find_chromium()
    if chromium is None:
        print("There is no Chromium here. Run: python -m tools.chromium", file=sys.stderr)
        return 1
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=options())
        _picture_of_the_report(browser, Path(folder) / "cohort")
        with _demo(Path(folder) / "site") as address:
            for (name, (persona, path)), language in product(PAGES.items(), ("en", "fr")):
                _keep(f"{name}-{language}", _shown(browser, address, persona, f"{path}?lang={language}"))
        browser.close()
    return 0


@contextmanager
def _demo(folder: Path) -> Iterator[str]:
    """Run the demo, and give its address when it answers."""
    command = [sys.executable, "-m", "parcours.demo", "--data", str(folder), "--port", str(PORT), "--no-open"]
    demo = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        line = demo.stdout.readline() if demo.stdout else ""
        if "http" not in line:
            raise SystemExit("The demo did not start.")
        yield line.split()[-1].rstrip("/")
    finally:
        demo.terminate()
        demo.wait(timeout=30)


def _shown(browser: Browser, address: str, persona: str, path: str) -> bytes:
    """Return a picture of a page, as the persona sees it."""
    page = _window(browser)
    if persona:
        page.goto(f"{address}/demo/")
        page.locator(f'button[name="persona"][value="{persona}"]').click()
    answer = page.goto(f"{address}{path}")
    if answer is None or not answer.ok:
        raise SystemExit(f"{path} does not open.")
    picture = page.screenshot()
    page.context.close()
    return picture


def _picture_of_the_report(browser: Browser, folder: Path) -> None:
    command = [sys.executable, "-m", "parcours.demo.sample", "--out", str(folder), "--no-open"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    page = _window(browser)
    page.goto(next(folder.rglob("report.html")).as_uri())
    _keep("report", page.screenshot())
    page.context.close()


def _window(browser: Browser) -> Page:
    width, height = SIZE
    return browser.new_context(viewport={"width": width, "height": height}, locale="en-CA").new_page()


def _keep(name: str, picture: bytes) -> None:
    """Write a picture with as many colours as a page needs, so that the file stays small."""
    small = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(128).save(small, "PNG", optimize=True)
    if small.tell() > LARGEST:
        raise SystemExit(f"{name}.png has {small.tell():,} bytes, more than {LARGEST:,}.")
    (IMAGES / f"{name}.png").write_bytes(small.getvalue())
    print(f"docs/images/{name}.png: {small.tell():,} bytes")


if __name__ == "__main__":
    sys.exit(main())
