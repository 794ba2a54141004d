"""`parcours import`: the same import from a terminal, for a file of any size."""

import json
from pathlib import Path

import pytest
from django_scopes import scope

from parcours.accounts.models import Import, Organization
from parcours.cli.main import main
from parcours.people.models import Person
from parcours.programs.models import Cohort
from tests import factories
from tests.applications import made
from tests.people.imports.made import PARTICIPANTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organization:
    return factories.organization("ours")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PARTICIPANTS + "E3,,nobody,Cook,,,,,,\n")
    return path


def run(sheet: Path, *more: str) -> int:
    return main(["import", "participants", str(sheet), "--organization", "ours", "--lang", "en", *more])


def people(ours: Organization) -> int:
    with scope(organization=ours):
        return Person.objects.count()


def test_good_rows_are_taken_in_and_the_others_said(
    ours: Organization, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (run(sheet), people(ours)) == (1, 2)
    said = capsys.readouterr()
    assert said.out == "3 rows\n  with a problem: 1\n  taken in or changed: 2\n"
    assert said.err.count("row 4, column email: “nobody” is not an email address.") == 1


def test_t60_again_there_is_nothing_to_do(
    ours: Organization, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(sheet)
    capsys.readouterr()
    assert (run(sheet, "--json"), people(ours)) == (1, 2)
    assert json.loads(capsys.readouterr().out)["outcomes"] == {"problem": 1, "unchanged": 2}


def test_a_dry_run_says_and_leaves_nothing(
    ours: Organization, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (run(sheet, "--dry-run"), people(ours)) == (1, 0)
    assert capsys.readouterr().out == "3 rows\n  with a problem: 1\n  new: 2\n"
    with scope(organization=ours):
        assert [import_.file.name for import_ in Import.objects.all()] == [""]


def test_t61_all_or_nothing_is_nothing_with_one_problem(ours: Organization, sheet: Path) -> None:
    assert (run(sheet, "--all-or-nothing"), people(ours)) == (2, 0)


def test_t61_all_or_nothing_is_all_without_one(ours: Organization, sheet: Path) -> None:
    sheet.write_text(PARTICIPANTS)
    assert (run(sheet, "--all-or-nothing"), people(ours)) == (0, 2)


def test_what_cannot_be_used_is_said_in_french(
    ours: Organization, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet.write_text("shoe,size\n1,2\n")
    assert (run(sheet, "--lang", "fr"), people(ours)) == (2, 0)
    assert capsys.readouterr().err.count("Il n’y a pas de colonne pour") == 2


@pytest.mark.parametrize("arguments", [("missing.csv", "ours"), (__file__, "theirs")])
def test_a_missing_file_or_organization_is_said(
    ours: Organization, arguments: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    file, organization = arguments
    command = ["import", "mentors", file, "--organization", organization, "--lang", "en"]
    assert (main(command), people(ours)) == (2, 0)
    assert len(capsys.readouterr().err) > 20


@pytest.fixture
def cohort(ours: Organization) -> Cohort:
    return made.cohort(ours, seats=1)


def seats(cohort: Cohort) -> int:
    with scope(organization=cohort.organization):
        return Cohort.objects.get(pk=cohort.pk).taken


@pytest.mark.parametrize("called", ["2026", "number"])
def test_people_are_taken_straight_into_a_cohort(
    cohort: Cohort, sheet: Path, called: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(sheet, "--cohort", str(cohort.pk) if called == "number" else called)
    assert seats(cohort) == 1
    assert capsys.readouterr().out == (
        "3 rows\n  with a problem: 1\n  taken in or changed: 2\n"
        "  a seat in the cohort: 1\n  on its wait list: 1\n"
    )


def test_a_dry_run_says_who_would_wait_and_seats_nobody(
    cohort: Cohort, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(sheet, "--cohort", "2026", "--dry-run", "--json")
    assert json.loads(capsys.readouterr().out)["cohort"] == {"accepted": 1, "waitlisted": 1}
    assert seats(cohort) == 0


def test_a_cohort_that_is_not_there_is_said(
    cohort: Cohort, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(sheet, "--cohort", "1999") == 2
    said = capsys.readouterr().err
    assert said == (
        f"No cohort that takes people is called “1999”. There are: {cohort.pk} (City mentoring, 2026).\n"
    )
