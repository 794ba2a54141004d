"""A small site that people are imported into, and who should be there at any moment."""

from collections import Counter
from pathlib import Path

from django_scopes import scope

from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.models import Import, Organization
from parcours.accounts.models.imports import ImportStatus
from parcours.cli.main import main
from parcours.cli.site.database import let_go, upgrade
from parcours.people.imports.models import Origin
from parcours.people.models import LanguageSkill, OccupationHeld, Participant, Person

_OPEN = (ImportStatus.READING, ImportStatus.READY, ImportStatus.APPLYING)


class ImportSite:
    """The site of the environment; ``folder`` is where the spreadsheet is."""

    def __init__(self, folder: Path) -> None:
        """Set up an organization with nobody in it."""
        upgrade()
        self._file = folder / "people.csv"
        self._organization = Organization.objects.create(slug="north", kind="isa", name_en="North")
        self._cities: dict[str, str] = {}

    def write(self, *, first: int, rows: int, turn: int) -> None:
        """Write the spreadsheet of a round: people from number ``first`` on, in the city of this ``turn``."""
        lines = ["id,name,email,occupation,languages,city\n"]
        for number in range(first, first + rows):
            city = f"City {turn}" if number % 2 else "Ottawa"
            self._cities[f"E{number}"] = city
            lines.append(f"E{number},Ana Roy{number},p{number}@example.org,Welder {number},en:7; fr,{city}\n")
        self._file.write_text("".join(lines), encoding="utf-8")
        let_go()

    def step(self) -> None:
        """Import the spreadsheet; fail where the command does."""
        if main(["import", "participants", str(self._file), "--organization", "north", "--lang", "en"]):
            raise SystemExit("the import was refused")

    def check(self) -> None:
        """Stop with a sentence unless each row is there once, as the file says."""
        with scope(organization=self._organization):
            cities = dict(Origin.objects.values_list("source_id", "person__city"))
            counted = {
                model.__name__: model.objects.count()
                for model in (Person, Participant, Origin, OccupationHeld)
            }
            spoken = Counter(LanguageSkill.objects.values_list("language", flat=True))
            waiting = Import.objects.filter(status__in=_OPEN).count()
        let_go()
        people = len(self._cities)
        if cities != self._cities or set(counted.values()) != {people} or set(spoken.values()) != {people}:
            raise SystemExit(f"rows are lost, or there twice: {counted}, {dict(spoken)}, {people} expected")
        if waiting:
            raise SystemExit("an import that has ended is still at work")

    def finish(self) -> None:
        """Stop with a sentence unless the audit log holds."""
        if any(verdict.fault for verdict in verify_all()):
            raise SystemExit("the audit log does not hold")
