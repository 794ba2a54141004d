"""docs/messages.md says what is sent, and whatever is sent is in the catalogue."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from parcours.core.catalogue import CATALOGUE, Entry, gaps
from tools import letters

PACKAGE = Path(__file__).parents[2] / "src/parcours"
SENDERS = {
    "accounts/mail.py": "makes letters of the catalogue",
    "messaging/contents.py": "delivers what is in the outbox",
    "messaging/backend.py": "takes in what is sent",
    "messaging/keeping.py": "the same",
}
"""Files that may name the framework's messages, and why: everything else sends entries of the catalogue."""

MAIL = (
    "EmailMessage",
    "EmailMultiAlternatives",
    "send_mail",
    "send_mass_mail",
    "mail_admins",
    "mail_managers",
)


def test_the_page_is_in_step_with_the_catalogue() -> None:
    assert letters.PAGE.read_text(encoding="utf-8") == letters.page(), "run `make docs`"


def test_every_message_is_on_the_page() -> None:
    assert letters.page().count("\n## ") == len(CATALOGUE)


def past_the_catalogue(source: str) -> set[str]:
    """The ways of sending something that is not in the catalogue, in ``source``."""
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Name | ast.Attribute)
        and (node.id if isinstance(node, ast.Name) else node.attr) in MAIL
    }


def test_whatever_is_sent_is_in_the_catalogue() -> None:
    wrong = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if past_the_catalogue(file.read_text(encoding="utf-8"))
    }
    assert wrong - SENDERS.keys() == set()


def test_mail_past_the_catalogue_is_found() -> None:
    assert past_the_catalogue("EmailMessage('a').send()") == {"EmailMessage"}
    assert past_the_catalogue("mail.send_mail('a')") == {"send_mail"}


def keys_posted(folder: Path) -> set[str]:
    """The keys that are written out in calls of post()."""
    return {
        call.args[0].value
        for file in folder.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "post"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_every_key_that_is_posted_is_declared() -> None:
    assert keys_posted(PACKAGE) - CATALOGUE.keys() == set()


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.key)
def test_french_says_as_much_as_english(entry: Entry) -> None:
    said = {}
    for code in ("en", "fr-ca"):
        with translation.override(code):
            said[code] = [gaps(str(text)) for text in (entry.subject, entry.text, entry.closing)]
    assert said["en"] == said["fr-ca"]
    with translation.override("fr-ca"):
        french = str(entry.text)
    assert french != str(entry.text)


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.key)
def test_t39_a_subject_names_no_person(entry: Entry) -> None:
    assert gaps(str(entry.subject)) <= {"organization", "partner", "program", "what", "kind", "day"}


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.key)
def test_what_goes_at_once_is_short_lived_and_the_same_for_everybody(entry: Entry) -> None:
    assert not entry.urgent or (entry.essential and entry.life is not None and not entry.reworded)
    assert not (entry.gathered and entry.essential)
