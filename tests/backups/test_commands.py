"""`parcours backup`, `restore` and `move-database`: what they say, in both languages."""

import json
import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django_scopes import scopes_disabled
from pytest_django.fixtures import Settings

from parcours.accounts.models import AuditChain, User
from parcours.backups.make import back_up
from parcours.backups.restore import restore
from parcours.cli.console import Console
from parcours.cli.main import main
from parcours.cli.site.database import NEWER
from parcours.cli.site.faults import Refused, said
from parcours.cli.site.restore import tell
from parcours.core.language import speak
from tests.backups.sites import Sites, fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def plain(said: str, folder: Path) -> list[str]:
    """The lines, without what differs from run to run."""
    said = said.replace(str(folder), "…")
    said = re.sub(r"\d+ (k[Bo]) in all|\d+\xa0(k[Bo]) en tout", r"N \1\2", said)
    said = re.sub(r"\b[\d,]+ rows in|\b[\d,]+ rows|[\d\xa0]+ lignes", "N rows", said)
    said = re.sub(r"\b\d+ tables", "N tables", said)
    said = re.sub(r"\d{8}T\d{6}(-\d+)?", "TIME", said)
    return said.splitlines()


def test_a_backup_is_made_verified_and_restored(
    sites: Sites, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill()
    file = str(tmp_path / "b.zip")
    assert main(["backup", file, "--lang", "en"]) == 0
    assert plain(capsys.readouterr().out, tmp_path) == [
        "…/b.zip is written and sealed: N rows, N tables and 1 file; N kB.",
        "Keep it off this computer, and data_keys apart from it.",
    ]
    assert main(["backup", "verify", file, "--lang", "en"]) == 0
    lines = plain(capsys.readouterr().out, tmp_path)
    assert lines[0] == "…/b.zip is whole: N rows, N tables and 1 file; N kB."
    assert lines[1].startswith("Made on ")
    assert len(lines) == 2
    assert main(["restore", file, "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("There is a site here already.")
    assert main(["restore", file, "--replace", "--lang", "en"]) == 0
    assert plain(capsys.readouterr().out, tmp_path) == [
        "Restored: N rows, N tables and 1 file; N kB.",
        "What was here before is in …/site/before-restore-TIME.zip.",
        "Audit log:",
        "  north: 3 entries, and all hold.",
        "Start the site and its worker.",
    ]
    sites.open("elsewhere")
    assert main(["restore", file, "--json", "--lang", "en"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]["accounts_user"] == 3
    assert User.objects.count() == 3


def test_french(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(tmp_path / "b.zip"), "--lang", "fr"]) == 0
    assert plain(capsys.readouterr().out, tmp_path) == [
        "…/b.zip est écrit et scellé\xa0: N rows, N tables et 0 fichier; N ko.",
        "Gardez-la hors de cet ordinateur, et data_keys ailleurs.",
    ]


def test_the_folder_of_the_settings(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.BACKUP_FOLDER = str(tmp_path / "daily")
    assert main(["backup", "--json", "--lang", "en"]) == 0
    assert Path(json.loads(capsys.readouterr().out)["file"]).parent == tmp_path / "daily"
    assert main(["backup", "--to-folder", str(tmp_path / "daily2"), "--keep", "1", "--lang", "en"]) == 0
    assert len(list((tmp_path / "daily2").iterdir())) == 1


@pytest.mark.parametrize(
    "words", [[], ["verify"], ["a", "b"], ["a", "--to-folder", "x"], ["--to-folder", "x", "--keep", "-1"]]
)
def test_a_command_line_without_sense_is_refused(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", *words, "--lang", "en"]) == 2
    assert capsys.readouterr().err == "Give one file, or verify and a file, or --to-folder with a folder.\n"


def test_what_stands_in_the_way_is_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.zip").write_text("nothing", encoding="utf-8")
    assert main(["backup", "verify", str(tmp_path / "b.zip"), "--json", "--lang", "en"]) == 2
    said = {"problem": f"{tmp_path}/b.zip is not a backup of Parcours."}
    assert json.loads(capsys.readouterr().out) == said


def test_what_the_database_refuses_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Refused), said(Console(speak("en"), as_json=False)):
        raise DatabaseError("not like this\nDETAIL: ...")
    assert capsys.readouterr().err == "The database refuses: not like this. Nothing was changed.\n"


def test_a_restore_that_met_with_trouble_says_so(
    sites: Sites, tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    fill()
    back_up(tmp_path / "b.zip")
    sites.open("elsewhere")
    settings.SECRET_KEY = "another"  # noqa: S105 - made up
    done = restore(tmp_path / "b.zip", replace=False)
    done.unreadable, done.forgot, done.upgraded, done.fulfilled = Path("old.sqlite3"), True, ["a.0001"], []
    tell(done, tmp_path / "b.zip", Console(speak("en"), as_json=False))
    assert [line.partition(", from")[0] for line in plain(capsys.readouterr().out, tmp_path)[1:-1]] == [
        "The database that was here could not be read. It is kept as old.sqlite3.",
        "1 change of the database was applied.",
        "The database that was here could not say who was erased since the backup. Erase them again",
        "The secret key is another than then: links in letters sent before do not open.",
        "Audit log:",
        "  north: 3 entries, and all hold.",
    ]
    assert main(["backup", "verify", str(tmp_path / "b.zip"), "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("Its secret key was another")


def test_a_log_that_does_not_hold_is_restored_and_said(
    sites: Sites, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill()
    with scopes_disabled():
        AuditChain.objects.update(length=7)
    back_up(tmp_path / "b.zip")
    sites.open("elsewhere")
    assert main(["restore", str(tmp_path / "b.zip"), "--lang", "en"]) == 1
    assert "  north: entry 4 is missing." in capsys.readouterr().out.splitlines()


def test_only_sqlite_moves_and_only_to_postgresql(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["move-database", "mysql://somewhere", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "“mysql://somewhere” is not the address of a PostgreSQL database.\n"
    monkeypatch.setenv("DATABASE_URL", "postgresql:///already")
    assert main(["move-database", "postgresql:///new", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "This site does not use SQLite: there is nothing to move.\n"


@pytest.mark.parametrize("command", ["serve", "upgrade"])
def test_t53_a_database_of_a_newer_version_is_refused(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    MigrationRecorder(connection).record_applied("accounts", "9999_later")
    assert main([command, "--lang", "en"]) == 2
    assert capsys.readouterr().err == f"{NEWER}\n"
