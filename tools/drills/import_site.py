"""A small site that people are imported into, and who should be there at any moment."""

import io
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path

from django_scopes import scope

from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.models import Import, Organization
from parcours.accounts.models.imports import ImportStatus
from parcours.cli.main import main
from parcours.cli.site.database import let_go
from parcours.people.imports.models import Origin
from parcours.people.models import LanguageSkill, OccupationHeld, Participant, Person

_OPEN = (ImportStatus.READING, ImportStatus.READY, ImportStatus.APPLYING)


class ImportSite:
    """The site of the environment; ``folder`` is where the spreadsheet is."""

    def __init__(self, folder: Path) -> None:
        """Set up an organization with nobody in it."""
        self._file = folder / "people.csv"
        self._organization = Organization.objects.create(slug="north", kind="isa", name_en="North")
        self._cities: dict[str, str] = {}
        self._before: dict[str, str] = {}
        self._turn, self._mode = 0, list[str]()

    def write(self, rows: int, *, all_or_nothing: bool = False) -> None:
        """Write the spreadsheet of a round: people with the numbers that come next, and some of the round before."""
        self._turn += 1
        self._mode = ["--all-or-nothing"] if all_or_nothing else []
        self._before = dict(self._cities)
        first = max(0, len(self._cities) - rows // 3)
        lines = ["id,name,email,occupation,languages,city\n"]
        for number in range(first, first + rows):
            city = f"City {self._turn}" if number % 2 else "Ottawa"
            self._cities[f"E{number}"] = city
            lines.append(f"E{number},Ana Roy{number},p{number}@example.org,Welder {number},en:7; fr,{city}\n")
        self._file.write_text("".join(lines), encoding="utf-8")
        let_go()

    def step(self) -> None:
        """Import the spreadsheet; fail where the command does."""
        given = ["import", "participants", str(self._file), "--organization", "north", "--lang", "en"]
        with redirect_stdout(io.StringIO()):
            code = main([*given, *self._mode])
        let_go()
        if code:
            raise SystemExit("the import was refused")

    def is_as_before(self) -> bool:
        """Return whether nothing of the file is there yet; stop with a sentence where some is and some is not."""
        with scope(organization=self._organization):
            cities = dict(Origin.objects.values_list("source_id", "person__city"))
        let_go()
        if cities not in (self._before, self._cities):
            raise SystemExit("an import of all or nothing has left some")
        return cities == self._before

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
