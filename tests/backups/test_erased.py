"""T65: of somebody who is erased nothing is left, and no backup brings them back."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core import mail
from django.db import connection
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from pytest_django.fixtures import Settings

from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.models import AuditContent, AuditEntry, Membership, User
from parcours.accounts.roles import Role
from parcours.backups.make import back_up
from parcours.backups.restore import restore
from parcours.messaging.calendar.models import Appointment
from parcours.messaging.delivery import Postman
from parcours.people.actions.people import add_person
from parcours.people.actions.requests import ask_for_profile
from parcours.people.duplicates.actions.merging import merge
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, Participant, Person
from parcours.people.privacy import tombstones
from parcours.people.privacy.actions.erasures import decide_erasure
from parcours.people.privacy.actions.retention import save_schedule
from parcours.people.privacy.models import Erasure, ErasureWhy, Tombstone
from parcours.people.privacy.retention import SCHEDULE
from parcours.people.privacy.tasks import erase, finish, keep_to_schedule
from tests import factories
from tests.backups.erased import ADDRESS, MARK, left, somebody, staff
from tests.backups.sites import Sites, fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]


@pytest.fixture
def outbox(settings: Settings) -> None:
    """What is sent goes through the outbox, as it does on a site."""
    settings.MAILERS = {
        "default": {"BACKEND": "parcours.messaging.backend.OutboxBackend"},
        "delivery": configured.MAILERS["delivery"],
    }


def erased(person: Person, by: object) -> None:
    """Erase somebody as the site does: decided, done in the background, told, finished."""
    with scope(organization=person.organization):
        decide_erasure(person=person, why=ErasureWhy.ASKED, by=by)  # type: ignore[arg-type]
    erase.func(organization=person.organization_id)
    mail.outbox.clear()
    Postman().deliver_across()
    finish.func()


def states() -> list[str]:
    """How far each erasure has come."""
    with scopes_disabled():
        return list(Erasure.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize("account", [True, False], ids=["account", "no account"])
def test_t65_not_a_byte_of_an_erased_person_is_left(site: Path, account: bool) -> None:  # noqa: FBT001
    here = fill()
    by = staff(here)
    person = somebody(here, by, account=account)
    assert len(left(site)) > 20
    erased(person, by)
    assert left(site) == []
    assert states() == ["done"]
    assert [verdict.fault for verdict in verify_all() if verdict.fault] == []


def test_t65_nor_of_a_record_that_was_merged_into_theirs(site: Path) -> None:
    here = fill()
    by = staff(here)
    with scope(organization=here):
        kept, lost = (
            add_person(
                kind=Kind.PARTICIPANT, by=by, given_name=name, email=f"{name}@example.org", language="en"
            )
            for name in ("Ana", MARK.title())
        )
        ask_for_profile(person=lost, by=by)
        merge(kept=kept, lost=lost, versions=(kept.version, lost.version), by=by)
        assert len(left(site)) > 2
        erased(Person.objects.select_related("organization", "user").get(pk=kept.pk), by)
    assert left(site) == []


def test_t65_the_person_is_told_last_in_their_language(site: Path) -> None:
    here = fill()
    by = staff(here)
    erased(somebody(here, by), by)
    assert [(letter.to, str(letter.message()["Subject"])) for letter in mail.outbox] == [
        ([ADDRESS], "North a supprimé vos données")
    ]
    assert left(site) == []


def test_t65_what_others_need_stays_without_the_person(site: Path) -> None:
    here = fill()
    by = staff(here)
    erased(somebody(here, by), by)
    with scopes_disabled():
        met = Appointment.objects.get()
        assert (met.title, [one.user for one in met.attendees.all()]) == ("", [by.user])
        assert AuditContent.objects.filter(about__email=ADDRESS).count() == 0
        assert AuditEntry.objects.filter(verb="person.erased").count() == 1
        assert User.objects.filter(email=ADDRESS).count() == 0
    assert left(site) == []


def test_t65_an_account_that_another_organization_knows_stays_there(site: Path) -> None:
    here, there = fill(), factories.organization("south")
    by = staff(here)
    person = somebody(here, by)
    assert person.user is not None
    factories.join(there, person.user, Role.MENTOR)
    erased(person, by)
    with scopes_disabled():
        assert list(Membership.objects.filter(user=person.user).values_list("organization", flat=True)) == [
            there.pk
        ]
        assert Person.objects.filter(organization=here).count() == 0
    assert {where.partition(".")[0] for where in left(site) if "sqlite3" not in where} == {
        "accounts_user",
        "accounts_membership",
        "account_emailaddress",
        "messaging_subscription",
        "usersessions_usersession",
    }
    assert [verdict.fault for verdict in verify_all() if verdict.fault] == []


@pytest.mark.parametrize("forgotten", ["file", "rows"])
def test_t65_a_restored_backup_erases_again(sites: Sites, tmp_path: Path, forgotten: str) -> None:
    site = sites.open("site")
    here = fill()
    by = staff(here)
    person = somebody(here, by)
    backup = tmp_path / "before.zip"
    back_up(backup)
    erased(person, by)
    if forgotten == "file":
        (site / tombstones.FILE).unlink()  # the database that is replaced remembers
    else:
        with scopes_disabled():
            Tombstone.objects.all().delete()  # the file does
    done = restore(backup, replace=True)
    finish.func()
    assert done.fulfilled[-1][1] == 1
    assert left(site) == []
    assert [verdict.fault for verdict in verify_all() if verdict.fault] == []


def test_t65_on_another_host_the_file_is_brought_along(sites: Sites, tmp_path: Path) -> None:
    site = sites.open("site")
    here = fill()
    by = staff(here)
    person = somebody(here, by)
    back_up(tmp_path / "before.zip")
    erased(person, by)
    elsewhere = sites.open("elsewhere")
    (elsewhere / tombstones.FILE).write_bytes((site / tombstones.FILE).read_bytes())
    restore(tmp_path / "before.zip", replace=False)
    finish.func()
    assert left(elsewhere) == []


def test_t66_the_day_s_work_erases_whose_time_is_over(site: Path) -> None:
    here = fill()
    by = staff(here)
    person = somebody(here, by)
    long_ago = timezone.now() - timedelta(days=4000)
    with scope(organization=here):
        Participant.objects.filter(person=person).update(status="withdrawn", status_since=long_ago)
        Mentor.objects.filter(person=person).update(status="inactive", status_since=long_ago)
        save_schedule(days={key: one.days for key, one in SCHEDULE.items()}, by=by)
    assert keep_to_schedule.func() == 1
    Postman().deliver_across()
    finish.func()
    assert (left(site), states()) == ([], ["done"])


def test_who_comes_again_after_an_erasure_is_not_erased_by_a_restore(site: Path, tmp_path: Path) -> None:
    here = fill()
    by = staff(here)
    erased(somebody(here, by), by)
    again = factories.person(here, given_name="Again", email=ADDRESS)
    back_up(tmp_path / "after.zip")
    done = restore(tmp_path / "after.zip", replace=True)
    assert done.fulfilled[-1][1] == 0
    with scopes_disabled():
        assert list(Person.objects.values_list("pk", flat=True)) == [again.pk]
    assert left(site) != []


def test_the_marks_outside_tell_nothing(site: Path) -> None:
    here = fill()
    by = staff(here)
    erased(somebody(here, by), by)
    text = (site / tombstones.FILE).read_text(encoding="utf-8")
    assert (text.count("\n"), MARK in text, str(ADDRESS) in text) == (2, False, False)


def test_a_line_that_a_kill_cut_short_swallows_no_other(site: Path) -> None:
    (site / tombstones.FILE).write_text('{"organization": 1, "ma', encoding="utf-8")
    mark = tombstones.Mark(1, "key:hash", "2026-11-25T00:00:00+00:00")
    tombstones.keep([mark])
    tombstones.keep([mark])
    assert list(tombstones.kept()) == [mark]


def test_the_database_overwrites_what_is_deleted(site: Path) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete")
            assert cursor.fetchone()[0] == 1
    assert site.exists()
