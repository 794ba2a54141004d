"""A demo is filled once, and each worker's own begins as a copy of it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from parcours.web.public.personas import PERSONAS


def test_a_copy_holds_everybody_and_what_they_wrote_and_no_address_of_another_site(
    filled: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(filled, tmp_path / "copy")
    with closing(sqlite3.connect(folder / "parcours.sqlite3")) as database:
        rows = database.execute("SELECT email FROM accounts_user").fetchall()
        dump = "\n".join(database.iterdump())
    assert {persona.email for persona in PERSONAS} <= {email for (email,) in rows}
    assert "http://127.0.0.1" not in dump
    assert [*(folder / "files").rglob("*")] != []
