"""Every page that each persona can reach, in both languages; each is opened once and asked everything (walk.py)."""

import pytest
from playwright.sync_api import Browser

from parcours.web.public.personas import PERSONAS
from tests.e2e.visit import LANGUAGES
from tests.e2e.walk import Walk, walk

EVERYBODY = ("", *(persona.key for persona in PERSONAS))


@pytest.fixture(scope="module")
def known() -> set[tuple[str, ...]]:
    """What of the site somebody has shown already."""
    return set()


@pytest.fixture(
    scope="module", params=[(who, language) for who in EVERYBODY for language in LANGUAGES], ids="-".join
)
def walked(request: pytest.FixtureRequest, browser: Browser, site: str, known: set[tuple[str, ...]]) -> Walk:
    """The way of somebody through the site."""
    persona, language = request.param
    return walk(browser, site, persona, language, known)


def test_v5_0_0_3_4_3_t23_every_page_is_whole(walked: Walk) -> None:
    """No error, nothing forbidden by our own policy, nothing asked of another host, nothing left in English."""
    assert walked.wrong == []
    assert len(walked.reached) >= 2


def test_axe_finds_nothing(walked: Walk) -> None:
    """It finds part of what WCAG 2.2 AA asks; `docs/security/cases.md` and the tests beside this one have more."""
    assert walked.axe == []


def test_our_own_checks_find_nothing(walked: Walk) -> None:
    assert walked.beyond_axe == []


def test_the_focus_is_seen(walked: Walk) -> None:
    assert walked.focus == []
