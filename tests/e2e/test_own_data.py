"""From seeing what is held to the letter that says it is gone: somebody in French, by link; and who grants it."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.links import address_of, sent_link
from tests.e2e.visit import Visit, visit

NAME = "Ludivine"
"""Somebody who is made for this and erased by it: the people of the demo stay for the other tests."""

CITY = "/o/rivermouth/manage"


@pytest.fixture
def link(browser: Browser, site: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of the link that a new participant was sent."""
    return sent_link(browser, site, tmp_path_factory.getbasetemp(), kind="add/", name=NAME)


def taken(page: Page, name: str) -> bytes:
    """Return the file that a link of the page gives."""
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    return Path(download.value.path()).read_bytes()


def answered(page: Page, kind: str, decision: str, said: str = "") -> None:
    """Answer the request of this kind that the person waits for."""
    page.goto(page.url.partition("/o/")[0] + f"{CITY}/privacy/?kind={kind}")
    page.get_by_role("link", name=NAME).click()
    page.get_by_label(decision).check()
    if said:
        page.get_by_label("Ce qui est dit à la personne").fill(said)
    page.get_by_role("button", name="Envoyer la réponse").click()
    expect(page.locator(".messages")).to_contain_text("La demande a sa réponse")


def read_confirmation(seen: Visit) -> None:
    """Wait until nobody is to be erased any more, and read the letter about it in the demo's mailbox."""
    due = seen.page.locator("main tbody tr")
    until = time.monotonic() + 60
    seen.open(f"{CITY}/privacy/erasures/?state=due")
    while due.count() and time.monotonic() < until:  # the worker erases, and the page does not look again
        seen.page.reload()
    seen.open("/demo/mailbox/?of=others")
    letter = seen.page.locator(".letters li", has_text=address_of(NAME)).filter(
        has_text="a supprimé vos données"
    )
    letter.get_by_role("link").click()
    words = seen.page.frame_locator("iframe.letter").locator("body")
    expect(words).to_contain_text(f"Bonjour {NAME}")
    expect(words).to_contain_text("Vous n’aviez pas de compte.")


def test_a_participant_sees_takes_along_corrects_and_is_erased(
    browser: Browser, site: str, link: str
) -> None:
    with visit(browser, site, "", "fr") as seen:
        page = seen.page
        seen.open(link)
        seen.open("/link/data/")
        expect(page.locator("h1")).to_have_text("Mes données")
        held: Any = json.loads(taken(page, "Emporter (JSON)"))
        assert held["categories"][0]["rows"][0]["fields"]["given_name"]["value"] == NAME
        assert taken(page, "Emporter (PDF)").startswith(b"%PDF-")
        page.get_by_role("link", name="Demander une correction").click()
        page.get_by_label("Qu’est-ce qui est faux").fill("Mon diplôme est de 2019.")
        page.locator("main form button").first.click()
        expect(page.locator(".messages")).to_contain_text("Votre demande est envoyée")
        page.get_by_role("link", name="Demander la suppression").click()
        page.get_by_label("Je comprends").check()
        page.locator("main form button").first.click()
        expect(page.locator(".messages")).to_contain_text("Votre demande est envoyée")
        assert seen.wrong == []
    with visit(browser, site, "coordinator-city", "fr") as seen:
        answered(seen.page, "correction", "C’est corrigé", "Votre diplôme est corrigé.")
        answered(seen.page, "erasure", "Supprimer cette personne")
        read_confirmation(seen)
        assert seen.wrong == []
