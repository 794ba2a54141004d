"""What `parcours check` finds."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pytest_django.fixtures import Settings

from parcours.core import last_backup
from parcours.core.health import Grade, look, safe_sqlite
from parcours.core.postgres.base import DatabaseWrapper
from tools.postgres import SUPERUSER


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_which_sqlite_has_the_repair(version: tuple[int, int, int], safe: bool) -> None:  # noqa: FBT001
    assert safe_sqlite(version) == safe


@pytest.mark.enable_socket
@pytest.mark.django_db
def test_a_site_that_is_not_ready_is_told_what_to_do(settings: Settings) -> None:
    settings.MAILERS = {
        "delivery": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1},
        }
    }
    acts = {finding.about for finding in look() if finding.grade is Grade.ACT and finding.do}
    assert acts == {"settings", "mail"}


@pytest.mark.django_db
def test_a_folder_that_other_users_of_the_computer_can_read_is_noticed(
    settings: Settings, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    noticed = []
    for mode in (0o755, 0o700):
        tmp_path.chmod(mode)
        noticed.append([one.values for one in look() if one.do == "Run: chmod {mode} {file}"])
    assert noticed == [[{"file": tmp_path, "mode": "700"}], []]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
@pytest.mark.django_db
def test_t09_a_role_that_policies_do_not_bind_is_noticed() -> None:
    def noticed() -> list[str]:
        return [finding.values["role"] for finding in look() if "role" in finding.values]

    unpooled = {"OPTIONS": connection.settings_dict["OPTIONS"] | {"pool": False}, "USER": SUPERUSER}
    as_superuser = DatabaseWrapper(connection.settings_dict | unpooled, "default")
    try:
        as_superuser.ensure_connection()
    except OperationalError:
        pytest.skip("the superuser of this server lets nobody in")
    assert noticed() == []
    ours, connections["default"] = connections["default"], as_superuser
    try:
        assert noticed() == [SUPERUSER]
    finally:
        connections["default"] = ours
        as_superuser.close()


@pytest.mark.django_db
def test_clock_and_disk_are_looked_at() -> None:
    found = {finding.about: finding.grade for finding in look()}
    about = {"settings", "database", "mail", "clock", "disk", "backup"}
    assert (found["clock"], set(found)) == (Grade.GOOD, about)


@pytest.mark.django_db
def test_a_backup_is_missed_after_two_days(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path

    def grade() -> Grade:
        return next(finding.grade for finding in look() if finding.about == "backup")

    grades = [grade()]
    for hours in (1, 47, 49):
        last_backup.noted(tmp_path / "backup.zip", timezone.now() - timedelta(hours=hours))
        grades.append(grade())
    assert grades == [Grade.LOOK, Grade.GOOD, Grade.GOOD, Grade.LOOK]


@pytest.mark.django_db
def test_t53_a_database_of_a_newer_version_is_said() -> None:
    MigrationRecorder(connection).record_applied("accounts", "9999_later")
    found = [(finding.grade, finding.what) for finding in look() if finding.about == "database"]
    assert found[0] == (Grade.ACT, "The database is that of a newer version.")
