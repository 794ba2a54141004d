"""docs/messages.md says what is sent, whatever is sent is in the catalogue, and says about which program it is."""

import ast
import functools
import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

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


@functools.cache
def senders() -> dict[str, list[bool]]:
    """By the key of a message: of each call that may send it, whether it passes a program."""
    found: dict[str, list[bool]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        if "post(" in source or "mail.send(" in source:
            parts = ("parcours", *file.relative_to(PACKAGE).with_suffix("").parts)
            for key, passes in sent_by(source, vars(importlib.import_module(".".join(parts)))):
                found.setdefault(key, []).append(passes)
    return found


def sent_by(source: str, names: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Give the keys that calls in ``source`` may send, each with whether the call passes a program.

    What is only known as it runs may be any of the entries that the module knows by ``names``.
    """
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {"post", "mail.send"} and call.args:
            said = named(call.args[0], names)
            keys = (
                {said.key} if isinstance(said, Entry) else {said} if isinstance(said, str) else known(names)
            )
            passes = any(one.arg == "of_program" for one in call.keywords)
            yield from ((key, passes) for key in keys)


def named(node: ast.expr, names: Mapping[str, Any]) -> object:
    """What an expression stands for in a module, None where only its run says it."""
    match node:
        case ast.Constant():
            return node.value
        case ast.Name():
            return names.get(node.id)
        case ast.Attribute():
            return getattr(named(node.value, names), node.attr, None)
        case _:
            return None


def known(names: Mapping[str, Any]) -> set[str]:
    """The keys of the entries that a module knows: by itself, or by the letters that it imports."""
    held = [*names.values()]
    for one in names.values():
        held += vars(one).values() if isinstance(one, ModuleType) and one.__name__.endswith("letters") else ()
        held += (
            one.values() if isinstance(one, dict) and one is not CATALOGUE else ()
        )  # which post() looks into
    return {one.key for one in held if isinstance(one, Entry)}


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.key)
def test_whoever_sends_what_is_about_a_program_passes_it(entry: Entry) -> None:
    found = senders().get(entry.key, [])
    assert found or not entry.of_program
    assert found == [entry.of_program] * len(found)


@pytest.mark.parametrize(
    "words", ["post(ASKED.key)", "post('survey.asked')", "post(entry.key)", "mail.send(ASKED)"]
)
def test_a_program_that_is_not_passed_is_found(words: str) -> None:
    names = {"ASKED": CATALOGUE["survey.asked"]}
    assert list(sent_by(words, names)) == [("survey.asked", False)]
    assert list(sent_by(f"{words[:-1]}, of_program=1)", names)) == [("survey.asked", True)]


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
