"""T59, T61: an import is cancelled, killed, or meets a problem late; steps of two rows stand for a large file."""

from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.imports import actions, applying, reading, stopping
from parcours.accounts.imports.registry import KINDS
from parcours.accounts.models import Import, Organization
from parcours.accounts.models.imports import ImportMode, ImportRow, ImportStatus
from parcours.core.refusals import Refused
from parcours.people.imports.models import Origin
from parcours.people.models import Person
from tests import factories
from tests.people.imports.made import coordinator, looked_at, outcomes, said

pytestmark = pytest.mark.django_db

ROWS = 7
SHEET = "id,name,email\n" + "".join(f"E{n},Ana {n},p{n}@example.org\n" for n in range(ROWS))
IN_TWOS = replace(KINDS["participants"], step=2)


class Killed(BaseException):
    """What a process that ends at once leaves behind: nothing is handled, what was not committed is gone."""


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


@pytest.fixture
def by(ours: Organization) -> Actor:
    return coordinator(ours)


def at(row: int, do: Callable[[], object]) -> reading.Tell:
    """What does something once so many rows are done."""

    def tell(rows: int) -> None:
        if rows == row:
            do()

    return tell


def kill() -> None:
    raise Killed


def cancel(by: Actor) -> None:
    """Press the button, on a page of its own."""
    actions.cancel(by=by, import_=Import.objects.get())


def test_t59_an_import_is_cancelled_at_a_row_and_goes_no_further(ours: Organization, by: Actor) -> None:
    with scope(organization=ours):
        import_ = looked_at(by, SHEET)
        actions.begin(by=by, import_=import_, mode=ImportMode.GOOD_ROWS)
        applying.apply(import_, IN_TWOS, by, at(4, lambda: cancel(by)))
        assert (Import.objects.get().status, Person.objects.count()) == (ImportStatus.CANCELLED, 4)
        assert [outcome for _row, outcome in outcomes(import_)] == ["applied"] * 4 + ["new"] * 3


def test_t59_all_or_nothing_is_asked_to_stop_before_that_can_be_written_down(
    ours: Organization, by: Actor
) -> None:
    with scope(organization=ours), ExitStack() as button:
        import_ = looked_at(by, SHEET)
        actions.begin(by=by, import_=import_, mode=ImportMode.ALL_OR_NOTHING)
        pressed = at(4, lambda: button.enter_context(stopping.asking(import_)))
        applying.apply(import_, IN_TWOS, by, pressed)
        assert (Import.objects.get().status, Person.objects.count()) == (ImportStatus.APPLYING, 0)
        cancel(by)
        assert Import.objects.get().status == ImportStatus.CANCELLED
        assert {outcome for _row, outcome in outcomes(import_)} == {"new"}


def test_t59_whoever_stops_an_import_asks_before_they_write(
    ours: Organization, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(actions, "move", lambda row, *_way, **_new: asked.append(stopping.is_asked(row)))
    with scope(organization=ours):
        import_ = looked_at(by, SHEET)
        cancel(by)
        assert (asked, stopping.is_asked(import_)) == ([True], False)


def test_a_mark_that_somebody_left_is_gone_when_the_import_is_taken_up_again(
    ours: Organization, by: Actor
) -> None:
    with scope(organization=ours):
        import_ = looked_at(by, SHEET)
        actions.begin(by=by, import_=import_, mode=ImportMode.ALL_OR_NOTHING)
        Path(f"{import_.file.path}.stop").touch()
        applying.apply(import_, IN_TWOS, by)
        Import.objects.update(alive_at=timezone.now() - 2 * actions.SILENCE)
        actions.resume(by=by, import_=Import.objects.get())
        applying.apply(import_, IN_TWOS, by)
        assert (Import.objects.get().status, Person.objects.count()) == (ImportStatus.DONE, ROWS)


def test_t59_too_many_rows_for_all_or_nothing_are_refused_where_others_would_wait(
    ours: Organization, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "AT_ONE_STROKE", ROWS - 1)
    with scope(organization=ours):
        import_ = looked_at(by, SHEET)
        waits = (
            pytest.raises(Refused, match="at most 6 rows") if connection.vendor == "sqlite" else nullcontext()
        )
        with waits:
            actions.begin(by=by, import_=import_, mode=ImportMode.ALL_OR_NOTHING)


@pytest.mark.parametrize(("row", "kept"), [(4, 4), (ROWS, ROWS)])
def test_t59_reading_is_cancelled_at_a_row_and_goes_no_further(
    ours: Organization, by: Actor, monkeypatch: pytest.MonkeyPatch, row: int, kept: int
) -> None:
    monkeypatch.setattr(reading, "BATCH", 2)
    with scope(organization=ours):
        file = SimpleUploadedFile("people.csv", SHEET.encode())
        import_ = actions.start(by=by, kind="participants", file=file)
        reading.read(import_, IN_TWOS, at(row, lambda: cancel(by)))
        assert (Import.objects.get().status, Person.objects.count()) == (ImportStatus.CANCELLED, 0)
        assert ImportRow.objects.count() == kept


@pytest.mark.parametrize(
    ("mode", "at_the_kill", "status", "people", "last"),
    [
        (ImportMode.GOOD_ROWS, 4, ImportStatus.DONE, ROWS - 1, "problem"),
        (ImportMode.ALL_OR_NOTHING, 0, ImportStatus.FAILED, 0, "new"),
    ],
)
def test_t61_a_problem_near_the_end_after_a_kill(
    ours: Organization,
    by: Actor,
    mode: ImportMode,
    at_the_kill: int,
    status: ImportStatus,
    people: int,
    last: str,
) -> None:
    with scope(organization=ours):
        import_ = looked_at(by, SHEET)
        somebody = factories.person(ours, email=f"p{ROWS - 1}@example.org")
        Origin.objects.create(organization=ours, person=somebody, kind="participant", source_id="other")
        actions.begin(by=by, import_=import_, mode=mode)
        with pytest.raises(Killed):
            applying.apply(import_, IN_TWOS, by, at(4, kill))
        assert Person.objects.exclude(pk=somebody.pk).count() == at_the_kill
        applying.apply(import_, IN_TWOS, by)
        import_.refresh_from_db()
        assert (import_.status, Person.objects.exclude(pk=somebody.pk).count()) == (status, people)
        assert outcomes(import_)[-1] == (ROWS + 1, last)
        kept = [one["row"] for row in ImportRow.objects.all() for one in row.findings] + [
            one["row"] for one in import_.findings
        ]
        assert kept == [ROWS + 1]


def test_t61_all_or_nothing_that_was_killed_is_all(ours: Organization, by: Actor) -> None:
    with scope(organization=ours):
        import_ = looked_at(by, SHEET)
        actions.begin(by=by, import_=import_, mode=ImportMode.ALL_OR_NOTHING)
        with pytest.raises(Killed):
            applying.apply(import_, IN_TWOS, by, at(4, kill))
        applying.apply(import_, IN_TWOS, by)
        assert (said(import_), outcomes(import_)) == ([], [(row, "applied") for row in range(2, ROWS + 2)])
        assert sorted(Person.objects.values_list("email", flat=True)) == [
            f"p{number}@example.org" for number in range(ROWS)
        ]
