"""`parcours audit`: what it says of a log that holds, of one that does not, and of a mistake."""

import argparse
import json
from pathlib import Path

import pytest
from django_scopes import scopes_disabled

from parcours.accounts.actors import system
from parcours.accounts.audit import record
from parcours.accounts.models import AuditChain
from parcours.cli.console import Console
from parcours.cli.main import main
from parcours.cli.site.audit import run
from parcours.core.language import speak
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _entries() -> None:
    for of in (None, factories.organization("north")):
        record(by=system(of), verb="organization.changed")


def audit(*arguments: str) -> int:
    return main(["audit", *arguments, "--lang", "en"])


def test_a_log_that_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit("verify") == 0
    assert capsys.readouterr().out == (
        "installation: 1 entry, and it holds.\nnorth: 1 entry, and it holds.\n"
    )


def test_the_first_bad_entry_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with scopes_disabled():
        AuditChain.objects.update(length=2)
    assert audit("verify", "--organization", "north") == 1
    assert capsys.readouterr().out == "north: entry 2 is missing.\n"


def test_an_exported_anchor_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "heads.json"
    assert audit("anchor", "--out", str(file)) == 0
    assert audit("verify", "--anchor", str(file), "--json") == 0
    printed = capsys.readouterr().out.partition("\n")[2]
    assert [row["first_bad"] for row in json.loads(printed)] == [None, None]


def test_an_anchor_is_printed_or_mailed(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit("anchor") == 0
    assert len(json.loads(capsys.readouterr().out)["heads"]) == 2
    assert audit("anchor", "--mail") == 0
    assert capsys.readouterr().out == "Mailed to 0 persons.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["verify", "--organization", "south"], "No organization with an audit log is called “south”.\n"),
        (["verify", "--anchor", "gone.json"], "gone.json cannot be read.\n"),
        (["anchor", "--out", "/nowhere/at/all"], "/nowhere/at/all: No such file or directory\n"),
    ],
)
def test_a_mistake_is_said(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(*arguments) == 2
    assert capsys.readouterr().err == sentence


def test_a_changed_anchor_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "heads.json"
    file.write_text("{}", encoding="utf-8")
    assert audit("verify", "--anchor", str(file)) == 2
    said = f"{file} is not an anchor of this site, or it was changed after it was written.\n"
    assert capsys.readouterr().err == said


def test_an_empty_log_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parcours.cli.site.audit.verify_all", lambda *_asked: [])
    options = argparse.Namespace(what="verify", organization="", anchor=[])
    assert run(options, Console(speak("en"), as_json=False)) == 0
    assert capsys.readouterr().out == "The audit log is empty.\n"
