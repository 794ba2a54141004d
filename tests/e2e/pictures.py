"""The pictures of the README and the guides: which pages they are of, and how one is kept."""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize

IMAGES = Path(__file__).parents[2] / "docs/images"
LARGEST = 150_000
SIZE = ViewportSize(width=1280, height=800)

_CITY = "/o/rivermouth/manage"
_COHORT = f"{_CITY}/programs/cohorts/2"
PAGES = {
    "personas": ("", "/demo/"),
    "program": ("", "/programs/rivermouth/2/"),
    "dashboard": ("administrator", "/o/northgate/manage/"),
    "members": ("administrator", "/o/northgate/manage/members/"),
    "people": ("coordinator-city", f"{_CITY}/people/"),
    "supply": ("coordinator-city", f"{_CITY}/programs/supply/"),
    "cohort": ("coordinator-city", f"{_COHORT}/"),
    "applications": ("coordinator-city", f"{_COHORT}/applications/"),
    "matching": ("coordinator-city", f"{_COHORT}/matching/"),
    "short-list": ("coordinator-city", f"{_COHORT}/matching/mentee/17/"),
    "mentorship": ("coordinator-city", f"{_CITY}/programs/mentorships/1/course/"),
    "surveys": ("coordinator-city", f"{_CITY}/people/surveys/5/results/"),
    "closing": ("coordinator-city", f"{_COHORT}/closing/"),
    "outcomes": ("coordinator-city", f"{_COHORT}/outcomes/"),
    "cohort-report": ("coordinator-city", f"{_COHORT}/report/"),
    "funder-report": ("funder", "/o/lakeside-fund/figures/reports/1/"),
    "profile": ("mentor", "/o/rivermouth/profile/"),
}
"""The main pages of the demo as it begins, each as which persona sees it (nobody where empty)."""


def picture(page: Page, name: str) -> None:
    """Keep what the window shows, with as many colours as a page needs, so that the file stays small."""
    small = io.BytesIO()
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128).save(small, "PNG", optimize=True)
    assert small.tell() <= LARGEST, f"{name}.png has {small.tell():,} bytes, more than {LARGEST:,}"
    (IMAGES / f"{name}.png").write_bytes(small.getvalue())
