"""What stands around every page."""

import json
import re

import pytest
from django.test import Client

from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def title(client: Client, path: str) -> str:
    return client.get(path).content.decode().partition("<title>")[2].partition("</title>")[0]


def test_the_title_says_the_page_and_then_the_organization(client: Client) -> None:
    client.force_login(factories.member(factories.organization("north", name_en="North"), Role.ADMINISTRATOR))
    assert title(client, "/o/north/manage/members/") == "Members · North · Parcours"


def test_the_title_says_first_that_something_is_to_be_corrected(client: Client) -> None:
    client.force_login(factories.member(factories.organization("north", name_en="North"), Role.ADMINISTRATOR))
    page = client.post("/o/north/manage/partners/add/").content.decode()
    assert "<title>To correct · Add a partner · North · Parcours</title>" in page


@pytest.mark.parametrize(
    ("path", "back"),
    [("/?lang=en", "/"), ("/?lang=fr&x=1", "/?x=1"), ("/?q=a+b&lang=en", "/?q=a+b")],
)
def test_the_language_switch_keeps_the_page_and_drops_the_language_asked(
    client: Client, path: str, back: str
) -> None:
    assert client.get(path).context["here"] == back


def test_a_name_in_the_other_language_says_so(client: Client) -> None:
    client.force_login(
        factories.member(factories.organization("rive", name_en="", name_fr="La Rive"), Role.MENTOR)
    )
    page = client.get("/o/rive/").content.decode()
    assert re.findall(r'class="bar-organization"[^>]*>(.*?)</a>', page) == ['<span lang="fr">La Rive</span>']


@pytest.mark.parametrize("path", ["/", "/nowhere/"])
def test_nothing_is_styled_or_scripted_inside_a_page(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert re.findall(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", page) == []


@pytest.mark.parametrize(
    ("path", "words"),
    [("/nowhere/", "There is nothing here"), ("/o/nowhere/?lang=fr", "Il n’y a rien ici")],
)
def test_what_went_wrong_is_said_in_words(client: Client, path: str, words: str) -> None:
    client.force_login(factories.user())
    page = client.get(path)
    assert (page.status_code, words in page.content.decode()) == (404, True)


def test_a_form_that_is_too_old_says_what_to_do() -> None:
    page = Client(enforce_csrf_checks=True).post("/language/", {"language": "fr"})
    assert (page.status_code, "Go back, open the page" in page.content.decode()) == (403, True)


def test_htmx_is_told_to_keep_to_the_policy_of_the_page(client: Client) -> None:
    said = re.search(r"name=\"htmx-config\" content='([^']*)'", client.get("/").content.decode())
    assert said is not None
    assert json.loads(said[1]) == {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "selfRequestsOnly": True,
    }


def test_the_name_leads_home(client: Client) -> None:
    def home(path: str) -> str:
        return client.get(path).content.decode().partition('class="brand" href="')[2].partition('"')[0]

    assert home("/") == "/"
    client.force_login(factories.member(factories.organization("north"), Role.MENTOR))
    assert [home("/"), home("/o/north/")] == ["/start/", "/o/north/home/"]
