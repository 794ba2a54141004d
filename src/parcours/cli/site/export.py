"""`parcours export`: everything that an organization has, as a data package."""

import argparse
import json

from django_scopes import scope

from parcours.accounts.actions.exports import note_export
from parcours.accounts.actors import system
from parcours.cli.console import Console
from parcours.cli.site.organizations import organization_called
from parcours.reporting.package.write import write_package

REFUSED = 2


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the package; return 2 where that cannot be done."""
    organization = organization_called(options.organization, console)
    if organization is None:
        return REFUSED
    try:
        with scope(organization=organization):
            rows = write_package(options.file, organization)
            note_export(of="organization", kind="zip", rows=rows, by=system(organization))
    except OSError as problem:
        console.progress(f"{options.file}: {problem.strerror}")
        return REFUSED
    if console.as_json:
        console.result(json.dumps({"file": str(options.file), "rows": rows}, ensure_ascii=False))
    else:
        console.result(
            console.say.plural("{n} row is in {file}.", "{n} rows are in {file}.", rows, file=options.file)
        )
    return 0
