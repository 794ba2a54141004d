"""Every page that each persona can reach, in both languages; each is opened once and asked everything (walk.py)."""

import pytest
from playwright.sync_api import Browser

from parcours.web.public.personas import PERSONAS
from tests.e2e.visit import LANGUAGES
from tests.e2e.walk import walk

EVERYBODY = ("", *(persona.key for persona in PERSONAS))


@pytest.fixture(scope="module")
def known() -> set[tuple[str, ...]]:
    """What of the site somebody has shown already."""
    return set()


@pytest.mark.parametrize(
    "walker", [(who, language) for who in EVERYBODY for language in LANGUAGES], ids="-".join
)
def test_v5_0_0_3_4_3_t23_every_page_is_whole_and_usable(
    walker: tuple[str, str], browser: Browser, site: str, known: set[tuple[str, ...]]
) -> None:
    """No error, nothing forbidden by our own policy, nothing asked of another host, nothing left in English.

    And nothing that axe-core finds, which is part of what WCAG 2.2 AA asks, or that our own checks of more find, or a
    focus that is not seen. All in one test: a way through the site takes minutes, and is gone once.
    """
    gone = walk(browser, site, *walker, known)
    assert len(gone.reached) >= 2
    found = {"wrong": gone.wrong, "axe": gone.axe, "beyond axe": gone.beyond_axe, "focus": gone.focus}
    assert {what: those for what, those in found.items() if those} == {}
