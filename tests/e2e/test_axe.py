"""What axe-core finds; test_pages.py asks it about every page."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.axe import COLOURS, LOOKS, findings, look
from tests.e2e.visit import LANGUAGES, visit


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_pages_of_errors(browser: Browser, site: str, language: str) -> None:
    wrong = []
    with visit(browser, site, "participant", language) as seen:
        for path in ("/no/such/page/", "/o/northgate/manage/members/", "/gallery/"):
            seen.open(path)
            for theme, width in LOOKS:
                wrong += [f"{path} {theme} {width}: {one}" for one in look(seen.page, theme, width)]
    assert wrong == []


def test_a_bad_page_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>A</title><main><h1>A</h1><img src="a.png"></main></html>')
    assert [one.partition(" Fix")[0] for one in findings(page)] == ["image-alt: img"]
    page.close()


def test_colours_too_near_each_other_are_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>A</title><main><h1 style="color:#ccc">Words</h1></main></html>')
    assert [one.partition(" Fix")[0] for one in findings(page, COLOURS)] == ["color-contrast: h1"]
    page.close()


def test_colours_that_were_judged_are_not_asked_about_again_but_others_are(browser: Browser) -> None:
    page, known = browser.new_page(), set[tuple[str, ...]]()
    written = (
        "<html lang=en><title>A</title><main style='background:#fff'><h1 style='color:{}'>Words</h1></main>"
    )
    found = []
    for colour in ("#000", "#ccc", "#ccc", "#bbb"):
        page.set_content(written.format(colour))
        found.append([one.partition(" Fix")[0] for one in look(page, "light", 1280, known)])
    assert found == [[], ["color-contrast: h1"], [], ["color-contrast: h1"]]
    page.set_content(written.format("#000").replace("#fff", "#222"))
    assert [one.partition(" Fix")[0] for one in look(page, "dark", 1280, known)] == ["color-contrast: h1"]
    page.close()
