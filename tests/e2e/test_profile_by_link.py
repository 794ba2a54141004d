"""A profile filled in by link, without an account and without JavaScript, on a telephone, in French."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import findings
from tests.e2e.links import sent_link
from tests.e2e.visit import Visit, visit

_names = iter(
    ("Solange", "Hortense")
)  # each another person, so that nobody is asked whether they are the same
TELEPHONE = {"width": 320, "height": 700}


@pytest.fixture
def link(browser: Browser, site: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of the link that a new mentor was sent."""
    return sent_link(browser, site, tmp_path_factory.getbasetemp(), kind="mentors/add/", name=next(_names))


@pytest.fixture
def telephone(browser: Browser, site: str) -> Iterator[Visit]:
    """A telephone whose owner is nobody here, with JavaScript off."""
    with visit(browser, site, "", "fr", java_script_enabled=False, viewport=TELEPHONE) as seen:
        yield seen


def heading(page: Page, words: str) -> None:
    """The page is about this, or the test fails."""
    expect(page.locator("h1")).to_have_text(words)


def save(page: Page) -> None:
    """Press the step's own button."""
    page.get_by_role("button", name="Enregistrer et continuer").click()


def test_a_profile_is_filled_in_and_finished(telephone: Visit, link: str) -> None:
    page = telephone.page
    telephone.open(link)
    heading(page, "Nom et coordonnées")
    page.get_by_label("Nom de famille").fill("Gagné")
    save(page)
    heading(page, "Professions")
    page.get_by_label("Quand").select_option("present")
    page.get_by_label("Profession, en ses propres mots").fill("ingénieure civile")
    save(page)
    page.locator("input[type=radio]").first.check()
    page.get_by_role("button", name="Confirmer").click()
    heading(page, "Langues")
    save(page)
    heading(page, "Travail actuel")
    page.get_by_label("Employeur").fill("Ville de Rivermouth")
    telephone.open(link)  # another day, the same letter
    heading(page, "Travail actuel")
    save(page)
    heading(page, "Rencontres")
    page.get_by_label("Samedi matin").check()
    save(page)
    heading(page, "Mentorat offert")
    page.get_by_label("Réseautage").check()
    save(page)
    heading(page, "Est-ce exact?")
    expect(page.get_by_text("Samedi matin")).to_be_visible()
    page.get_by_role("button", name="Mon profil est complet").click()
    heading(page, "Merci")
    assert telephone.wrong == []


def test_its_pages_fit_a_telephone_and_axe_finds_nothing(browser: Browser, site: str, link: str) -> None:
    wrong = []
    with visit(browser, site, "", "fr", viewport=TELEPHONE) as seen:
        seen.open(link)
        steps = ("about", "occupations", "languages", "meeting", "offers")
        for path in (*(f"/link/profile/{step}/" for step in steps), "/link/profile/"):
            seen.open(path)
            sideways = seen.page.evaluate("document.documentElement.scrollWidth") > TELEPHONE["width"]
            wrong += [f"{path}: {one}" for one in findings(seen.page)]
            wrong += [f"{path} scrolls sideways"] if sideways else []
        seen.open("/link/profile/occupations/")
        seen.page.get_by_label("Quand").select_option("present")
        seen.page.get_by_label("Profession, en ses propres mots").fill("soudeuse")
        save(seen.page)
        expect(seen.page.get_by_role("button", name="Confirmer")).to_be_visible()
        wrong += [f"confirm: {one}" for one in findings(seen.page)]
    assert [*wrong, *seen.wrong] == []
