"""The main pages of the demo as it begins, and the report of the sample: each opens, and its picture is kept.

`make pictures` runs these tests, with ``--pictures``. Any other run leaves them out: it walks through the same pages in
test_pages.py, and other tests have changed what stands on them.
"""

from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from parcours.demo import sample
from tests.e2e.pictures import PAGES, SIZE, picture
from tests.e2e.visit import LANGUAGES, visit

pytestmark = pytest.mark.skipif(
    "not config.getoption('--pictures')", reason="pictures are taken by `make pictures` only"
)


@pytest.mark.parametrize(("name", "language"), [*product(PAGES, LANGUAGES)])
def test_a_main_page_opens_and_its_picture_is_kept(
    name: str, language: str, browser: Browser, site: str
) -> None:
    persona, path = PAGES[name]
    with visit(browser, site, persona, language, viewport=SIZE) as seen:
        assert (seen.open(path), seen.wrong) == (200, [])
        picture(seen.page, f"{name}-{language}")


def test_the_report_of_the_sample_opens_and_its_picture_is_kept(
    browser: Browser, data_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(data_home))
    assert sample.main(["--out", str(tmp_path), "--no-open"]) == 0
    page = browser.new_page(viewport=SIZE, locale="en-CA")
    page.goto((tmp_path / "results/report.html").as_uri())
    picture(page, "report")
    page.close()
