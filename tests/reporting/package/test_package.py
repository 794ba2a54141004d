"""Everything of an organization leaves as one package, which an outside judge finds whole, or not."""

import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.translation import override
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeList
from parcours.people.actions.sensitive import keep_facts
from parcours.people.kinds import Kind
from parcours.people.models import Education, LanguageSkill, MentorPause
from parcours.reporting.package import write
from parcours.reporting.package.tables import LEFT_OUT, TITLES, name_of, tables
from parcours.reporting.package.write import write_package
from tests import factories
from tests.backups.sites import Sites
from tests.people.imports.made import PARTICIPANTS, coordinator, imported

pytestmark = pytest.mark.django_db


def an_organization() -> Organization:
    """An organization with people of every kind, and with some that spreadsheets would stumble over."""
    ours = factories.organization("ours", name_en="North", name_fr="Nord")
    theirs = factories.organization("theirs")
    factories.person(theirs, given_name="Stranger")
    by = coordinator(ours)
    mentor = factories.person(ours, Kind.MENTOR, Kind.SUPERVISOR, given_name="=1+1", phone="+1 613 555 0100")
    with scope(organization=ours):
        imported(by, PARTICIPANTS)
        Education.objects.create(
            organization=ours, person=mentor, level="master", field='“Génie”, "civil"\r\n'
        )
        LanguageSkill.objects.create(organization=ours, person=mentor, language="fr", listening=9)
        MentorPause.objects.create(organization=ours, mentor=mentor.mentor, starts_on="2026-01-31")
        keep_facts(person=mentor, by=by, facts={"uci": "12345678"})
    return ours


def written(folder: Path) -> Path:
    """The package, unpacked."""
    ours = an_organization()
    with scope(organization=ours):
        write_package(folder / "ours.zip", ours)
    with zipfile.ZipFile(folder / "ours.zip") as archive:
        archive.extractall(folder / "ours")
    return folder / "ours"


def label_of(model: type[TenantModel]) -> str:
    """What a table is called in the list of those left out."""
    return model._meta.label_lower  # noqa: SLF001 - documented


JUDGE = "import sys; from frictionless import validate; print([validate(one).valid for one in sys.argv[1:]])"


def judged(*folders: Path) -> list[bool]:
    """Whether the outside judge, a program of its own that takes seconds to begin, finds each package whole."""
    named = [f"{folder.name}/datapackage.json" for folder in folders]
    command = [sys.executable, "-c", JUDGE, *named]
    done = subprocess.run(command, cwd=folders[0].parent, capture_output=True, text=True, check=True)
    verdicts: list[bool] = json.loads(done.stdout.lower())
    return verdicts


@pytest.mark.slow
def test_an_outside_judge_finds_the_package_whole_and_a_damaged_one_not(tmp_path: Path) -> None:
    whole = written(tmp_path)
    odd, short = (shutil.copytree(whole, tmp_path / name) for name in ("odd", "short"))
    skills = odd / "people_languageskill.csv"
    skills.write_bytes(skills.read_bytes().replace(b",9,", b",nine,"))
    people = short / "people_person.csv"
    people.write_bytes(people.read_bytes().splitlines(keepends=True)[0])
    assert judged(whole, odd, short) == [True, False, False]


@pytest.mark.sqlite_only
def test_t64_others_write_while_it_is_written(
    sites: Sites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = sites.open("site")
    ours = factories.organization("ours")
    theirs = factories.organization("theirs", name_en="Before")

    def lists() -> list[CodeList]:
        with closing(sqlite3.connect(data / "parcours.sqlite3", timeout=0)) as other, other:
            other.execute("UPDATE accounts_organization SET name_en = 'Meanwhile' WHERE slug = 'theirs'")
        return []

    monkeypatch.setattr(write, "code_lists", lists)
    with scope(organization=ours):
        write.write_package(tmp_path / "ours.zip", ours)
    theirs.refresh_from_db()
    assert theirs.name_en == "Meanwhile"


def test_every_table_of_an_organization_is_in_it_or_left_out_for_a_reason() -> None:
    labels = {label_of(model) for model in apps.get_models() if issubclass(model, TenantModel)}
    assert labels - {label_of(model) for model in tables()} == LEFT_OUT.keys() & labels
    assert LEFT_OUT.keys() - labels == set()


def test_it_says_what_it_holds_in_both_languages(tmp_path: Path) -> None:
    folder = written(tmp_path)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["parcours:titles"], package["parcours:lists"]["participant.status"]) == (
        {"en": "North", "fr": "Nord"},
        1,
    )
    person = next(one for one in package["resources"] if one["name"] == "people_person")
    city = next(one for one in person["schema"]["fields"] if one["name"] == "city")
    assert (city["type"], city["parcours:titles"]) == ("string", {"en": "City", "fr": "Ville"})
    mentor = next(one for one in package["resources"] if one["name"] == "people_mentor")
    assert mentor["schema"]["foreignKeys"] == [
        {"fields": ["person_id"], "reference": {"resource": "people_person", "fields": ["id"]}}
    ]


def test_nothing_of_others_and_nothing_sensitive_is_in_it(tmp_path: Path) -> None:
    folder = written(tmp_path)
    text = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert [word for word in ("Stranger", "12345678", "token_hash", "immigration") if word in text] == []


def test_lines_end_as_rfc_4180_says_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    folder = written(tmp_path)
    people = (folder / "people_person.csv").read_bytes()
    assert (people.count(b"\r\n"), people.count(b"\n"), people.count(b"'=1+1"), people.count(b"'+1 613")) == (
        4,
        4,
        1,
        1,
    )
    assert (folder / "people_education.csv").read_bytes().count('"“Génie”, ""civil""'.encode()) == 1


def test_the_names_of_its_tables_are_those_of_the_files(tmp_path: Path) -> None:
    folder = written(tmp_path)
    expected = {f"{name_of(model)}.csv" for model in tables()} | {"code_lists.csv", "datapackage.json"}
    assert {path.name for path in folder.iterdir()} == expected


def test_every_table_has_a_title_in_both_languages() -> None:
    labels = [label_of(model) for model in tables()]
    assert sorted(TITLES) == sorted(labels)
    said = {}
    for code in ("en", "fr-ca"):
        with override(code):
            said[code] = {label: str(TITLES[label]) for label in labels}
    same = {label for label in labels if said["en"][label] == said["fr-ca"][label]}
    assert same == {
        "accounts.invitation",
        "documents.document",
        "people.mentor",
        "people.participant",
        "surveys.question",
        "surveys.questionnaire",
    }
