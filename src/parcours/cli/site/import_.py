"""`parcours import`: participants or mentors from a spreadsheet, by the same steps as on a page."""

import argparse
import hashlib
import json
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils.translation import override
from django_scopes import scope

from parcours.accounts.actors import Actor, system
from parcours.accounts.imports import actions, applying, reading
from parcours.accounts.imports.forgetting import forget
from parcours.accounts.imports.queries import counts, rows_of
from parcours.accounts.imports.registry import kind_of
from parcours.accounts.models import Import
from parcours.accounts.models.imports import ImportMode, ImportStatus, RowOutcome
from parcours.applications.importing import cohorts_to_fill, comings
from parcours.cli.console import SHOWN, Console
from parcours.cli.site.organizations import organization_called
from parcours.core.language import N_
from parcours.core.refusals import Refused
from parcours.programs.models import Cohort
from parcours.tables.findings import Finding
from parcours.tables.findings import Refused as Unusable
from parcours.tables.text import fold

LEFT_OUT = 1
REFUSED = 2

_OPEN = (ImportStatus.READING, ImportStatus.READY, ImportStatus.APPLYING)
_OFTEN = 10_000

_COMINGS = {
    "accepted": N_("a seat in the cohort: {n}"),
    "waitlisted": N_("on its wait list: {n}"),
    "agreed": N_("taking part in the cohort: {n}"),
}

_COUNTED = {
    RowOutcome.NEW: N_("new: {n}"),
    RowOutcome.CHANGED: N_("with changes: {n}"),
    RowOutcome.UNCHANGED: N_("nothing to do: {n}"),
    RowOutcome.APPLIED: N_("taken in or changed: {n}"),
    RowOutcome.PROBLEM: N_("with a problem: {n}"),
}


def run(options: argparse.Namespace, console: Console) -> int:
    """Import; return 2 where nothing was done, 1 where rows were left out."""
    say = console.say
    organization = organization_called(options.organization, console)
    if organization is None:
        return REFUSED
    if not options.file.is_file():
        console.progress(say("{file} cannot be read.", file=options.file))
        return REFUSED
    with scope(organization=organization), override("fr-ca" if say.code == "fr" else "en"):
        try:
            return _import(options, console, system(organization))
        except Refused as refused:
            console.progress(str(refused))
            return REFUSED


def _import(options: argparse.Namespace, console: Console, by: Actor) -> int:
    import_ = _begun(options.what, options.file, _cohort(options.cohort, console), by)
    kind = kind_of(import_)
    if import_.status == ImportStatus.READING:
        reading.read(import_, kind, _telling(console, N_("{n} rows read")))
        import_.refresh_from_db()
    if import_.status == ImportStatus.REFUSED:
        console.refuse(Unusable([_finding(one, options.file) for one in import_.findings]))
        _forget(import_)
        return REFUSED
    if import_.status == ImportStatus.READY:
        wrong = dict(counts(import_)).get(RowOutcome.PROBLEM, 0)
        if options.dry_run or (options.all_or_nothing and wrong):
            return _stop_here(import_, console, options, by)
        mode = ImportMode.ALL_OR_NOTHING if options.all_or_nothing else ImportMode.GOOD_ROWS
        actions.approve(by=by, import_=import_, mode=mode)
    applying.apply(import_, kind, by, _telling(console, N_("{n} rows applied")))
    import_.refresh_from_db()
    if import_.status == ImportStatus.FAILED:
        console.refuse(Unusable([_finding(one, options.file) for one in import_.findings]))
        return REFUSED
    return _told(import_, console, options.file)


def _cohort(called: str | None, console: Console) -> int | None:
    """Return the number of the cohort of that name or number, None where none is asked for. Raises Refused."""
    if called is None:
        return None
    there = list(cohorts_to_fill())
    found = [row for row in there if called == str(row.pk)] or [
        row for row in there if fold(row.name) == fold(called)
    ]
    if len(found) != 1:
        raise Refused(_which_cohort(called, found, there, console))
    return found[0].pk


def _which_cohort(called: str, found: list[Cohort], there: list[Cohort], console: Console) -> str:
    """Return why no cohort, or more than one, is meant, and which there are."""
    named = "; ".join(f"{row.pk} ({row.program}, {row})" for row in found or there)
    if found:
        words = N_("Several cohorts are called “{name}”: {cohorts}. Give the number of one.")
    elif there:
        words = N_("No cohort that takes people is called “{name}”. There are: {cohorts}.")
    else:
        words = N_("No cohort takes people at the moment.")
    return console.say(words, name=called, cohorts=named)


def _begun(kind: str, path: Path, into: int | None, by: Actor) -> Import:
    """Return the import of this very file that was begun here and stopped, or a new one."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        begun = Import.objects.filter(kind=kind, digest=digest, into=into, by=None, status__in=_OPEN).first()
        return begun or actions.keep(by=by, kind=kind, file=File(file, name=path.name), into=into)


def _telling(console: Console, sentence: str) -> reading.Tell:
    """Return what says how far it is, every so often."""
    told = [0]

    def tell(rows: int) -> None:
        if rows - told[0] >= _OFTEN:
            told[0] = rows
            console.progress(console.say(sentence, n=console.say.number(rows)))

    return tell


def _stop_here(import_: Import, console: Console, options: argparse.Namespace, by: Actor) -> int:
    """Say what would be done, and leave nothing behind."""
    code = _told(import_, console, options.file)
    actions.cancel(by=by, import_=import_)
    import_.refresh_from_db()
    _forget(import_)
    if not options.dry_run:
        console.progress(console.say("Nothing was written."))
        return REFUSED
    return code


def _told(import_: Import, console: Console, file: Path) -> int:
    """Say how many rows there are of each outcome, and what is wrong with rows."""
    say = console.say
    counted = dict(counts(import_))
    rows = rows_of(import_).filter(outcome=RowOutcome.PROBLEM)[:SHOWN]
    findings = [_finding(one, file) for row in rows for one in row.findings]
    coming = comings(import_)
    if console.as_json:
        plain = {str(outcome): number for outcome, number in counted.items()}
        found = {"rows": import_.total, "outcomes": plain} | (
            {} if import_.into is None else {"cohort": coming}
        )
        problems = json.loads(console.listed(findings))
        console.result(json.dumps({**found, **problems}, ensure_ascii=False))
    else:
        console.warn(findings)
        console.result(
            say.plural("{n} row", "{n} rows", import_.total)
            + "".join(
                f"\n  {say(_COUNTED[outcome], n=say.number(number))}" for outcome, number in counted.items()
            )
            + "".join(
                f"\n  {say(words, n=say.number(coming[status]))}"
                for status, words in _COMINGS.items()
                if status in coming
            )
        )
    return LEFT_OUT if counted.get(RowOutcome.PROBLEM) else 0


def _finding(one: dict[str, object], file: Path) -> Finding:
    return Finding("error", str(file), one["row"], one["column"], one["what"], one["fix"], one["params"])  # type: ignore[arg-type]


@transaction.atomic
def _forget(import_: Import) -> None:
    forget(import_)
