"""T59, T64: while one organization imports, each step stays small, and the tasks of others go between."""

import tracemalloc
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope
from pytest_django.fixtures import Settings

from parcours.accounts.actors import Actor
from parcours.accounts.imports import actions, reading
from parcours.accounts.imports.registry import KINDS
from parcours.accounts.models import Import, Organization
from parcours.accounts.models.imports import ImportMode, ImportStatus
from parcours.core.refusals import Refused
from parcours.jobs import turns
from parcours.jobs.turns import Round
from parcours.jobs.worker import run_next
from parcours.people.imports.models import Origin
from parcours.people.kinds import Kind
from parcours.people.models import Person
from tests import factories
from tests.jobs.conftest import DATABASE
from tests.people.imports.made import coordinator, imported, looked_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


@pytest.fixture
def by(ours: Organization) -> Actor:
    return coordinator(ours)


def sheet(rows: int, first: int = 0) -> str:
    """A list of so many people."""
    return "id,name,email,occupation,languages\n" + "".join(
        f"E{n},Ana {n},p{n}@example.org,Cook {n % 2},en:7; fr\n" for n in range(first, first + rows)
    )


def test_t59_a_step_is_as_many_statements_however_many_rows_it_has(ours: Organization, by: Actor) -> None:
    def statements(rows: int, first: int) -> int:
        said = [
            {
                "id": f"E{n}",
                "given_name": "Ana",
                "email": f"p{n}@example.org",
                "occupations": ["Cook"],
                "occupations_before": ["Baker", "Cook"],
            }
            for n in range(first, first + rows)
        ]
        with CaptureQueriesContext(connection) as asked:
            KINDS["participants"].apply(by, said)
        return len(asked)

    with scope(organization=ours):
        assert statements(5, 0) == statements(200, 1000)
        assert statements(200, 1000) == statements(200, 1000)  # again, where there is nothing to do


def test_t59_more_rows_take_no_more_memory(
    ours: Organization, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Held all at once, the rows that are more here would be four times what may be added."""
    monkeypatch.setattr(reading, "BATCH", 25)
    monkeypatch.setitem(KINDS, "participants", replace(KINDS["participants"], step=25))

    def most(rows: int, first: int) -> int:
        file = sheet(rows, first)
        tracemalloc.start()
        imported(by, file)
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak - 3 * len(file)  # the file itself is in memory here

    with scope(organization=ours):
        imported(by, sheet(25, 10_000))  # what is read once and kept
        assert most(400, 1000) - most(50, 0) < 50_000


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL chooses by how many rows there are")
def test_t59_people_are_found_by_an_index_and_not_among_all(ours: Organization) -> None:
    with scope(organization=ours):
        by_address = Person.objects.filter(email_key__in=["a@example.org", "b@example.org"])
        by_source = Origin.objects.filter(kind=Kind.PARTICIPANT, source_id__in=["E1", "E2"])
        assert "person_by_address (organization_id=? AND email_key=?)" in by_address.explain()
        assert "origin_by_source (organization_id=? AND kind=? AND source_id=?)" in by_source.explain()


def test_t64_another_organization_s_file_is_read_while_a_long_import_goes_on(
    ours: Organization, by: Actor, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "TURN", 0)
    monkeypatch.setattr(reading, "BATCH", 2)
    monkeypatch.setitem(KINDS, "participants", replace(KINDS["participants"], step=2))
    with scope(organization=ours):
        import_ = looked_at(by, sheet(7))
        settings.TASKS = DATABASE
        actions.begin(by=by, import_=import_, mode=ImportMode.GOOD_ROWS)
    other = factories.organization("other")
    with scope(organization=other):
        file = SimpleUploadedFile("people.csv", sheet(3).encode())
        actions.start(by=coordinator(other), kind="participants", file=file)
    order, seen = Round(), []
    while run_next("one", order):
        with scope(organization=ours):
            people = Person.objects.count()
        with scope(organization=other):
            seen.append((people, Import.objects.get().status))
    assert seen == [
        (2, ImportStatus.READING),
        (2, ImportStatus.READING),
        (4, ImportStatus.READING),
        (4, ImportStatus.READING),
        (6, ImportStatus.READING),
        (6, ImportStatus.READY),
        (7, ImportStatus.READY),
    ]


def test_t64_so_many_imports_of_an_organization_are_applied_at_a_time(ours: Organization, by: Actor) -> None:
    with scope(organization=ours):
        import_ = looked_at(by, sheet(1))
        for _number in range(actions.AT_ONCE):
            Import.objects.create(
                organization=ours, kind="members", given="a.csv", status=ImportStatus.APPLYING
            )
        with pytest.raises(Refused, match="Several imports are at work"):
            actions.begin(by=by, import_=import_, mode=ImportMode.GOOD_ROWS)
        Import.objects.filter(kind="members").update(status=ImportStatus.DONE)
        assert imported(by, sheet(1, 9)).status == ImportStatus.DONE
