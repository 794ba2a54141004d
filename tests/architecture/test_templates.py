"""Every template is used, every component too, and no page names a value that it was not given."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.test import Client

from parcours.accounts.roles import Role
from tests.access.forms import signed_in
from tests.access.test_matrix import path_of
from tests.access.walk import furnish, pages
from tests.access.world import make

PACKAGE = Path(__file__).parents[2] / "src/parcours"
FOLDER = PACKAGE / "web/templates"

# Named by allauth, or by the framework, and never by us.
BY_OTHERS = ("account/", "mfa/", "usersessions/", "allauth/", "socialaccount/", "errors/")


def unused(templates: dict[str, str], code: str) -> list[str]:
    """Those of the templates, by name, that neither another one nor the code names."""
    left = []
    for name in templates:
        elsewhere = "\n".join(text for other, text in templates.items() if other != name)
        component = re.fullmatch(r"cotton/([\w/-]+)\.html", name)
        sought = [f"<c-{component[1].replace('/', '.')}"] if component else [f'"{name}"', f"'{name}'"]
        if component:
            tag = re.compile(rf"{re.escape(sought[0])}[\s/>]")
            used = bool(tag.search(elsewhere))
        else:
            used = any(one in elsewhere + code for one in sought)
        if not used and not name.startswith(BY_OTHERS):
            left.append(name)
    return left


def all_templates() -> dict[str, str]:
    return {
        file.relative_to(FOLDER).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(FOLDER.rglob("*.html"))
    }


def test_every_template_is_used() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in sorted(PACKAGE.rglob("*.py")))
    assert unused(all_templates(), code) == []


def test_an_unused_template_is_found() -> None:
    templates = {"a.html": "<c-button>", "cotton/button.html": "", "cotton/but.html": "", "b.html": ""}
    assert unused(templates, 'render(request, "a.html")') == ["cotton/but.html", "b.html"]


def test_no_class_or_component_is_misspelt() -> None:
    components = {
        file.relative_to(FOLDER / "cotton").with_suffix("").as_posix().replace("/", ".")
        for file in (FOLDER / "cotton").rglob("*.html")
    }
    named = {name for text in all_templates().values() for name in re.findall(r"<c-([\w.-]+)", text)}
    assert named - components - {"slot", "vars"} == set()


MARK = "¿unknown %s?"


def unknown(page: str) -> list[str]:
    """The names in a page that stand for nothing."""
    return re.findall(r"¿unknown (.*?)\?", page)


@pytest.fixture
def names_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values that are not there show their names."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", MARK)  # type: ignore[attr-defined]


@pytest.mark.usefixtures("names_shown")
def test_a_value_that_is_not_there_is_found() -> None:
    page = engines["django"].from_string("{{ given }} {{ given.nothing }} {{ nobody|default:'x' }}")
    assert unknown(page.render({"given": "A"})) == ["given.nothing", "nobody"]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.sqlite_only
@pytest.mark.usefixtures("names_shown")
def test_no_page_shows_a_value_that_it_was_not_given() -> None:
    ours = make("ours")
    furnish(ours)
    wrong = []
    for client in (Client(), *(signed_in(ours.people[role]) for role in (Role.ADMINISTRATOR, Role.FUNDER))):
        for address in pages():
            page = client.get(path_of(address, "ours", ours)).content.decode(errors="replace")
            wrong += [f"{address.name}: {name}" for name in unknown(page)]
    assert sorted(set(wrong)) == []
