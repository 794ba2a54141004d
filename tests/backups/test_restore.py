"""A restore brings everything back, or changes nothing."""

from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry, Organization, User
from parcours.backups import duties, postgres, sqlite
from parcours.backups.duties import Duty
from parcours.backups.faults import Fault
from parcours.backups.fit import verified
from parcours.backups.make import back_up
from parcours.backups.restore import restore
from parcours.people.documents.actions import keep_document, open_document
from parcours.people.documents.queries import document
from tests import factories
from tests.backups.sites import Sites, add_person, fill, rows
from tests.people.documents.corpus import docx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.mark.parametrize("tables", [True, False], ids=["tables", "nothing"])
def test_t51_everything_comes_back_on_an_empty_host(sites: Sites, tmp_path: Path, tables: bool) -> None:  # noqa: FBT001
    fill()
    before, file = rows(), tmp_path / "backup.zip"
    logo = Organization.objects.get().logo.name
    back_up(file)
    there = sites.open("elsewhere", tables=tables)
    done = restore(file, replace=False)
    assert rows() == before
    assert (there / "files" / str(logo)).read_bytes() == b"a picture"
    assert [verdict.fault for verdict in done.log] == [None]
    assert (done.files, done.before, done.upgraded) == (1, None, [])
    with scopes_disabled():
        assert AuditEntry.objects.order_by("-pk")[0].verb == "site.restored"


def test_t51_documents_come_back_and_open(sites: Sites, tmp_path: Path) -> None:
    here = fill()
    cv = docx("Welder")
    with scope(organization=here):
        row = keep_document(
            person=factories.person(here), kind="cv", file=SimpleUploadedFile("cv.docx", cv), by=system(here)
        )
    back_up(tmp_path / "backup.zip")
    sites.open("elsewhere")
    restore(tmp_path / "backup.zip", replace=False)
    with scope(organization=Organization.objects.get()):
        found = document(row.pk)
        assert found is not None
        assert open_document(document=found, by=system(found.organization)) == cv


def test_new_rows_get_new_numbers_after_a_restore(sites: Sites, tmp_path: Path) -> None:
    last = add_person(fill(), "last@north.example")
    back_up(tmp_path / "backup.zip")
    sites.open("elsewhere")
    restore(tmp_path / "backup.zip", replace=False)
    assert add_person(Organization.objects.get(), "new@north.example").pk == last.pk + 1


def test_a_site_is_replaced_only_when_asked_and_backed_up_first(site: Path, tmp_path: Path) -> None:
    here = fill()
    file = tmp_path / "backup.zip"
    back_up(file)
    then = rows()
    add_person(here, "later@north.example")
    (site / "files/later.txt").write_text("later", encoding="utf-8")
    now = rows()
    with pytest.raises(Fault, match="add --replace"):
        restore(file, replace=False)
    assert rows() == now
    done = restore(file, replace=True)
    assert rows() == then
    assert not (site / "files/later.txt").exists()
    assert done.before is not None
    assert verified(done.before).database.tables["accounts_user"].rows == len(now["accounts_user"])
    restore(done.before, replace=True)
    assert rows() == now
    assert (site / "files/later.txt").read_text(encoding="utf-8") == "later"


def test_duties_are_done_before_anybody_sees_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill()
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now())
    back_up(tmp_path / "backup.zip")
    User.objects.filter(email="person0@north.example").update(email="erased@invalid")

    def remember() -> list[int]:
        return list(User.objects.filter(email="erased@invalid").values_list("pk", flat=True))

    def erase_again(people: list[int]) -> int:
        return User.objects.filter(pk__in=people).update(email="erased@invalid", name="")

    monkeypatch.setattr(duties, "DUTIES", (*duties.DUTIES, Duty("{n} erased", erase_again, remember)))
    done = restore(tmp_path / "backup.zip", replace=True)
    assert [count for _what, count in done.fulfilled] == [1, 0, 1]
    assert User.objects.filter(email="person0@north.example").count() == 0
    assert Session.objects.count() == 0


def test_a_duty_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = fill()
    back_up(tmp_path / "backup.zip")
    add_person(here, "later@north.example")
    before = rows()
    monkeypatch.setattr(duties, "DUTIES", (Duty("", lambda _none: 1 // 0),))
    with pytest.raises(ZeroDivisionError):
        restore(tmp_path / "backup.zip", replace=True)
    assert rows() == before


def test_a_database_of_another_version_that_remembers_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill()
    back_up(tmp_path / "backup.zip")

    def remember() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT a_column_of_later FROM accounts_user")

    monkeypatch.setattr(duties, "DUTIES", (Duty("", lambda _none: 0, remember),))
    assert restore(tmp_path / "backup.zip", replace=True).forgot


def test_nothing_is_restored_under_a_site_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for engine in (sqlite, postgres):
        monkeypatch.setattr(engine, "_WAIT", 0)
    fill()
    back_up(tmp_path / "backup.zip")
    before = rows()
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user")
        with pytest.raises(Fault, match="The database is in use"):
            restore(tmp_path / "backup.zip", replace=True)
    assert rows() == before


def test_the_tables_of_something_else_are_left_alone(sites: Sites, tmp_path: Path) -> None:
    fill()
    back_up(tmp_path / "backup.zip")
    sites.open("elsewhere", tables=False)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE invoices (number integer)")
    with pytest.raises(Fault, match="tables of something else"):
        restore(tmp_path / "backup.zip", replace=True)
    assert connection.introspection.table_names() == ["invoices"]


def test_a_backup_of_the_other_kind_of_database_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill()
    back_up(tmp_path / "backup.zip")
    before = rows()
    sentence = {"sqlite": "comes from SQLite", "postgresql": "comes from PostgreSQL"}[connection.vendor]
    with monkeypatch.context() as other:
        other.setattr(type(connections["default"]), "vendor", "another")
        with pytest.raises(Fault, match=sentence):
            restore(tmp_path / "backup.zip", replace=True)
    assert rows() == before


def test_a_damaged_database_is_put_aside(site: Path, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a server keeps its files to itself")
    fill()
    back_up(tmp_path / "backup.zip")
    before, file = rows(), site / "parcours.sqlite3"
    connection.close()
    file.write_bytes(b"not a database at all" * 500)
    with pytest.raises(Fault, match="add --replace"):
        restore(tmp_path / "backup.zip", replace=False)
    done = restore(tmp_path / "backup.zip", replace=True)
    assert rows() == before
    assert done.unreadable is not None
    assert done.unreadable.read_bytes() == b"not a database at all" * 500


def test_t52_a_damaged_backup_touches_nothing(site: Path, tmp_path: Path) -> None:
    here = fill()
    file = tmp_path / "backup.zip"
    back_up(file)
    add_person(here, "later@north.example")
    before, files = rows(), sorted(site.rglob("*"))
    whole = file.read_bytes()
    says_encrypted = whole.rindex(b"PK\x01\x02") + 8  # a flag of the last entry of the archive's list
    for place in (says_encrypted, *range(0, len(whole), 4096)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Fault):
            restore(file, replace=True)
    assert (rows(), sorted(site.rglob("*"))) == (before, files)


def test_the_guard_over_rows_is_as_before(tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL guards rows")
    fill()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_network ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    back_up(tmp_path / "backup.zip")
    restore(tmp_path / "backup.zip", replace=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'accounts_network'")
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT tgenabled FROM pg_trigger WHERE tgname = 'audit_entry_no_change'")
        assert cursor.fetchone() == ("O",)
