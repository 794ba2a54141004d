"""T42: two browsers edit the same thing at once, over the wire and on the screen."""

import http.cookiejar
import threading
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Browser, expect

from tests.access.forms import forms_of
from tests.e2e.axe import LOOKS, look
from tests.e2e.visit import LANGUAGES, visit

PAGE = "/o/northgate/manage/organization/"
DETAILS = f"{PAGE}?lang=en"
CLIENTS = 6
WORDS = {
    "en": (
        "Contact’s telephone",
        "Save",
        "Save yours over theirs",
        "Somebody else saved this while you wrote",
    ),
    "fr": (
        "Téléphone de la personne-ressource",
        "Enregistrer",
        "Enregistrer la vôtre par-dessus",
        "Quelqu’un d’autre a enregistré ceci pendant que vous écriviez",
    ),
}


class Wire:
    """A client of its own, with its own cookies, signed in as the administrator of the demo."""

    def __init__(self, site: str) -> None:
        self.site = site
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar, _Stays())
        self.send("/demo/", self.token("/demo/") | {"persona": "administrator"})

    def token(self, path: str) -> dict[str, str]:
        """What the first form of a page of this path must carry."""
        _status, page = self.send(path)
        return {"csrfmiddlewaretoken": forms_of(page)[0].unchanged()["csrfmiddlewaretoken"]}

    def send(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Send a form, or open a page: the status and the page."""
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        try:
            with self.opener.open(self.site + path, data) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode()


class _Stays(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer."""

    def redirect_request(self, *_: object) -> None:
        return None


def test_t42_of_those_who_save_at_the_same_moment_one_does_and_the_others_are_told(site: str) -> None:
    clients = [Wire(site) for _ in range(CLIENTS)]
    forms = [forms_of(client.send(DETAILS)[1])[0].unchanged() for client in clients]
    assert len({form["version"] for form in forms}) == 1
    together = threading.Barrier(CLIENTS)

    def save(number: int) -> tuple[int, str]:
        together.wait()
        return clients[number].send(DETAILS, forms[number] | {"contact_name": f"Person {number}"})

    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = list(pool.map(save, range(CLIENTS)))
    assert sorted(status for status, _page in answers) == [302] + [409] * (CLIENTS - 1)
    first = next(number for number, (status, _page) in enumerate(answers) if status == 302)
    others = [number for number in range(CLIENTS) if number != first]
    for number in others:
        page = answers[number][1]
        assert (
            f'<td data-label="Theirs">Person {first}</td><td data-label="Yours">Person {number}</td>' in page
        )
        assert forms_of(page)[0].unchanged()["contact_name"] == f"Person {number}"
    last = others[-1]
    assert clients[last].send(DETAILS, forms_of(answers[last][1])[0].unchanged())[0] == 302
    assert forms_of(clients[first].send(DETAILS)[1])[0].unchanged()["contact_name"] == f"Person {last}"


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_t42_the_second_reads_both_values_and_saves_over(
    browser: Browser, site: str, language: str, *, script: bool
) -> None:
    label, save, save_over, told = WORDS[language]
    wrong = []
    with (
        visit(browser, site, "administrator", language) as first,
        visit(browser, site, "administrator", language, java_script_enabled=script) as second,
    ):
        for seen in (first, second):
            seen.open(PAGE)
        for seen, number in ((first, "555-0101"), (second, f"555-0202 {language} {script}")):
            seen.page.get_by_label(label).fill(number)
            with seen.page.expect_navigation():
                seen.page.get_by_role("button", name=save, exact=True).click()
        page = second.page
        both = page.get_by_role("alert", name=told)
        expect(both.get_by_role("cell")).to_have_text(["555-0101", f"555-0202 {language} {script}"])
        expect(page.get_by_label(label)).to_have_value(f"555-0202 {language} {script}")
        if script:
            expect(both).to_be_focused()
            wrong = [one for theme, width in LOOKS for one in look(page, theme, width)]
        page.get_by_role("button", name=save_over).click()
        expect(page.get_by_text(f"555-0202 {language} {script}")).to_be_visible()
        conflicts = [said for said in second.wrong if "409" not in said]
    assert (wrong, first.wrong, conflicts) == ([], [], [])
