"""What came of the minute of `bench.intake`, as the database has it."""

import json
from pathlib import Path

from django.db.models import Count
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.applications.models import Application
from parcours.programs.models import Cohort


def main(out: Path) -> None:
    """Write how many applications stand where, and how many seats are counted as taken, into ``out``."""
    with scope(organization=Organization.objects.get()):
        rows = Application.objects.order_by().values_list("status").annotate(Count("pk"))
        found = {"statuses": dict(rows), "taken": Cohort.objects.get().taken}
    out.write_text(json.dumps(found), encoding="utf-8")
