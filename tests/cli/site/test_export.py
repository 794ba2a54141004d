"""`parcours export`: everything of an organization in one file."""

import json
import zipfile
from pathlib import Path

import pytest
from django_scopes import scope

from parcours.accounts.models import AuditEntry
from parcours.cli.main import main
from tests import factories

pytestmark = pytest.mark.django_db


def test_everything_is_in_one_file_and_that_is_in_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = factories.organization("ours")
    factories.person(ours)
    file = tmp_path / "ours.zip"
    assert main(["export", str(file), "--organization", "ours", "--json", "--lang", "en"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(file), "rows": 2}
    with zipfile.ZipFile(file) as archive:
        assert archive.read("people_person.csv").count(b"\r\n") == 2
    with scope(organization=ours):
        assert [entry.verb for entry in AuditEntry.objects.all()] == ["list.exported"]


@pytest.mark.parametrize(("folder", "organization"), [("missing", "ours"), (".", "theirs")])
def test_what_cannot_be_done_is_said(
    tmp_path: Path, folder: str, organization: str, capsys: pytest.CaptureFixture[str]
) -> None:
    factories.organization("ours")
    file = tmp_path / folder / "ours.zip"
    assert main(["export", str(file), "--organization", organization, "--lang", "en"]) == 2
    assert (file.exists(), len(capsys.readouterr().err) > 10) == (False, True)
