"""Every page that each persona can reach: no error, nothing forbidden by our own policy, nothing left in English."""

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Browser

from parcours.web.public.personas import PERSONAS
from tests.e2e.visit import LANGUAGES, Visit, crawl, states, visit
from tools.messages import LOCALE

EVERYBODY = ("", *(persona.key for persona in PERSONAS))

TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [document.title.split(" · ")[0]];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.replace(/\\s+/g, " ").trim();
    if (text && !walker.currentNode.parentElement.closest("[lang|=en], script, style")) found.push(text);
  }
  for (const one of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
    for (const name of ["aria-label", "title", "placeholder", "alt"])
      if (one.getAttribute(name)) found.push(one.getAttribute(name));
  return found;
}"""


def english_only() -> set[str]:
    """The messages whose French differs: none of them has a place on a French page."""
    with (LOCALE / "django.po").open("rb") as file:
        return {
            message.id
            for message in read_po(file)
            if isinstance(message.id, str) and message.id and message.string != message.id
        }


def left_in_english(seen: Visit, english: set[str]) -> list[str]:
    """What a French page shows that the catalogue has in French, or that is not said to be English."""
    return [f"{seen.page.url}: {text}" for text in seen.page.evaluate(TEXTS) if text in english]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("persona", EVERYBODY)
def test_v5_0_0_3_4_3_t23_every_page_is_whole(
    browser: Browser, site: str, persona: str, language: str
) -> None:
    english = english_only() if language == "fr" else set()
    with visit(browser, site, persona, language) as seen:
        reached = []
        for path in crawl(seen, "/start/" if persona else "/"):
            reached.append(path)
            for state in states(seen, path):
                seen.wrong += left_in_english(seen, english)
                lang = seen.page.get_attribute("html", "lang")
                if lang != f"{language}-CA":
                    seen.wrong.append(f"{path} {state}: lang is {lang}")
    assert seen.wrong == []
    assert len(reached) >= 2


def test_t23_what_the_policy_forbids_is_noticed(browser: Browser, site: str) -> None:
    with visit(browser, site, "", "en") as seen:
        seen.open("/")
        with seen.page.expect_console_message(lambda said: said.type == "error"):
            seen.page.evaluate(
                "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
            )
        assert any("Content Security Policy" in said for said in seen.wrong)


def test_english_on_a_french_page_is_found(browser: Browser, site: str) -> None:
    with visit(browser, site, "", "en") as seen:
        seen.open("/")
        assert left_in_english(seen, english_only()) != []
