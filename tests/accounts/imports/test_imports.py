"""From a file to invitations: nothing before a person says so, nothing twice, nothing half done."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.imports import actions, applying, reading
from parcours.accounts.imports.kinds import Kind, Problem, Understood, Values
from parcours.accounts.imports.registry import KINDS
from parcours.accounts.models import Invitation
from parcours.accounts.models.imports import Import, ImportMode, ImportRow, ImportStatus, RowOutcome
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.tables.findings import Findings
from parcours.tables.headers import Table
from tests import factories
from tests.accounts.imports.made import outcomes, uploaded

pytestmark = pytest.mark.django_db

GOOD = "email,role\n" + "".join(f"p{number}@example.org,mentor\n" for number in range(120))
MIXED = "Courriel;Rôle;Langue\nida@example.org;mentore;français\nnobody;mentor;\nida@example.org;mentor;\n"


@pytest.fixture
def by() -> Actor:
    ours = factories.organization("ours")
    return Actor(
        organization=ours,
        user=factories.member(ours, Role.ADMINISTRATOR),
        roles=frozenset({Role.ADMINISTRATOR}),
    )


def finish(import_: Import, by: Actor) -> None:
    """Do what the worker does."""
    applying.apply(import_, KINDS["members"], by)
    import_.refresh_from_db()


def invited() -> list[str]:
    return sorted(Invitation.objects.values_list("email", flat=True))


def test_reading_changes_nothing_and_tells_every_row(by: Actor) -> None:
    with scope(organization=by.organization):
        import_ = uploaded(by, MIXED.encode("cp1252"))
        assert (import_.status, import_.total) == (ImportStatus.READY, 3)
        assert outcomes(import_) == [(2, "new"), (3, "problem"), (4, "problem")]
        assert invited() == []
    assert mail.outbox == []


def test_a_row_with_a_cell_too_many_is_a_problem_of_that_row(by: Actor) -> None:
    with scope(organization=by.organization):
        import_ = uploaded(by, "email,role\nida@example.org,mentor,,more\nbo@example.org,mentor\n")
        assert import_.status == ImportStatus.READY
        assert outcomes(import_) == [(2, "problem"), (3, "new")]
        [finding] = ImportRow.objects.get(source=import_, number=2).findings
        assert finding["what"] == "The row has more cells than the header; too many: {extra}."


def test_good_rows_are_applied_and_the_others_left(by: Actor) -> None:
    with scope(organization=by.organization):
        import_ = uploaded(by, MIXED)
        actions.begin(by=by, import_=import_, mode=ImportMode.GOOD_ROWS)
        finish(import_, by)
        assert (import_.status, invited()) == (ImportStatus.DONE, ["ida@example.org"])
        assert outcomes(import_) == [(2, "applied"), (3, "problem"), (4, "problem")]


def test_all_or_nothing_is_refused_with_a_problem(by: Actor) -> None:
    with scope(organization=by.organization):
        import_ = uploaded(by, MIXED)
        with pytest.raises(Refused):
            actions.begin(by=by, import_=import_, mode=ImportMode.ALL_OR_NOTHING)
        import_.refresh_from_db()
        assert import_.status == ImportStatus.READY


def test_all_or_nothing_is_undone_by_one_refusal(by: Actor) -> None:
    with scope(organization=by.organization):
        import_ = uploaded(by, GOOD)
        actions.begin(by=by, import_=import_, mode=ImportMode.ALL_OR_NOTHING)
        finish(import_, Actor(organization=by.organization, user=by.user, roles=frozenset({Role.MENTOR})))
        assert (import_.status, invited()) == (ImportStatus.FAILED, [])
        assert {outcome for _number, outcome in outcomes(import_)} == {"new"}


def test_t60_the_same_file_again_does_nothing(by: Actor) -> None:
    with scope(organization=by.organization):
        for _again in range(2):
            import_ = uploaded(by, GOOD)
            actions.begin(by=by, import_=import_, mode=ImportMode.GOOD_ROWS)
            finish(import_, by)
        assert {outcome for _number, outcome in outcomes(import_)} == {RowOutcome.UNCHANGED}
        assert len(invited()) == 120


def test_reading_goes_on_where_it_was_and_judges_no_row_twice(
    by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BATCH", 2)
    rows = [
        *GOOD.splitlines()[:6],
        "p0@example.org,mentor",
    ]  # the last says what the first does, three parts before
    judged: list[int] = []

    def understand(table: Table, findings: Findings) -> Iterator[tuple[int, Understood]]:
        for number, said in KINDS["members"].understand(table, findings):
            judged.append(number)
            yield number, said

    kind = replace(KINDS["members"], understand=understand)
    with scope(organization=by.organization):
        file = SimpleUploadedFile("members.csv", "\n".join(rows).encode())
        import_ = actions.start(by=by, kind="members", file=file)
        told: list[int] = []
        attempts = 1
        while not reading.read(import_, kind, told.append, goes_on=lambda: False):
            attempts += 1
            import_ = Import.objects.get(pk=import_.pk)
        assert (attempts, judged, told) == (4, [2, 3, 4, 5, 6, 7], [2, 4, 6])
        assert (import_.status, import_.total) == (ImportStatus.READY, 6)
        assert [outcome for _number, outcome in outcomes(import_)] == ["new"] * 5 + ["problem"]
        assert not [*(settings.DATA / "reading").iterdir()]


def test_an_import_that_was_killed_goes_on_where_it_was(by: Actor) -> None:
    with scope(organization=by.organization):
        import_ = uploaded(by, GOOD)
        actions.begin(by=by, import_=import_, mode=ImportMode.GOOD_ROWS)
        with pytest.raises(KeyboardInterrupt):
            applying.apply(import_, dying_after(1), by)
        assert len(invited()) == 50  # whole steps only
        import_.refresh_from_db()
        with pytest.raises(Refused):
            actions.resume(by=by, import_=import_)
        Import.objects.update(alive_at=timezone.now() - timedelta(minutes=3))
        import_.refresh_from_db()
        actions.resume(by=by, import_=import_)
        finish(import_, by)
        assert (import_.status, len(invited())) == (ImportStatus.DONE, 120)


def dying_after(steps: int) -> Kind:
    """The members' kind, whose worker is killed in the next step after so many."""
    left = iter(range(steps))

    def apply(by: Actor, rows: Sequence[Values]) -> list[RowOutcome | Problem]:
        if next(left, None) is None:
            KINDS["members"].apply(by, rows[:10])
            raise KeyboardInterrupt
        return KINDS["members"].apply(by, rows)

    return replace(KINDS["members"], apply=apply)


def test_a_cancelled_import_stops_and_keeps_what_was_done(by: Actor) -> None:
    with scope(organization=by.organization):
        import_ = uploaded(by, GOOD)
        actions.begin(by=by, import_=import_, mode=ImportMode.GOOD_ROWS)
        actions.cancel(by=by, import_=import_)
        import_.refresh_from_db()
        finish(import_, by)
        assert import_.status == ImportStatus.CANCELLED
        with pytest.raises(Stale):
            actions.begin(by=by, import_=import_, mode=ImportMode.GOOD_ROWS)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 nothing", "a.csv"),
        (b"name,city\nIda,Ottawa\n", "a.csv"),
        (b"email,role\n", "a.csv"),
        (b"\x00\x01\x02", "a.xlsx"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_in_words(by: Actor, content: bytes, name: str) -> None:
    with scope(organization=by.organization):
        import_ = uploaded(by, content, name)
        assert import_.status == ImportStatus.REFUSED
        assert all(finding["what"] and finding["fix"] for finding in import_.findings)
        assert len(import_.findings) >= 1
        assert ImportRow.objects.count() == 0


def test_whoever_may_not_invite_may_not_import(by: Actor) -> None:
    mentor = Actor(organization=by.organization, user=by.user, roles=frozenset({Role.MENTOR}))
    with scope(organization=by.organization), pytest.raises(NotAllowed):
        uploaded(mentor, GOOD)
