"""Uploaded files and staged rows are gone soon, and at once where a person is erased."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.imports.forgetting import forget_old_across
from parcours.accounts.models import Import
from parcours.accounts.models.imports import ImportRow, ImportStatus
from parcours.people.imports.forgetting import forget_across
from parcours.people.imports.models import Origin
from parcours.people.models import Person
from tests import factories
from tests.people.imports.made import PARTICIPANTS, coordinator, imported, looked_at, outcomes

pytestmark = pytest.mark.django_db


def files_of(import_: Import) -> list[str]:
    """The contents of every uploaded file that is still there and is that of the import."""
    return [
        path.read_text()
        for path in (Path(settings.MEDIA_ROOT) / "imports").glob("*")
        if path.name in str(import_.file.name)
    ]


def test_files_and_rows_go_after_a_week_and_people_stay() -> None:
    ours = factories.organization()
    with scope(organization=ours):
        done = imported(coordinator(ours), PARTICIPANTS)
        assert (forget_old_across(), len(files_of(done))) == (0, 1)
        Import.objects.update(ended_at=timezone.now() - timedelta(days=8))
        assert (forget_old_across(), files_of(done), ImportRow.objects.count()) == (1, [], 0)
        assert (Person.objects.count(), Import.objects.get().counted) == (2, {"applied": 2})
        assert forget_old_across() == 0


def test_what_nobody_looks_at_is_thrown_away_after_a_month() -> None:
    ours = factories.organization()
    with scope(organization=ours):
        left = looked_at(coordinator(ours), PARTICIPANTS)
        Import.objects.update(created_at=timezone.now() - timedelta(days=31))
        assert (forget_old_across(), files_of(left)) == (1, [])
        assert Import.objects.get().status == ImportStatus.CANCELLED


def test_t65_a_person_who_is_erased_is_in_no_import() -> None:
    ours = factories.organization()
    by = coordinator(ours)
    with scope(organization=ours):
        done = imported(by, PARTICIPANTS)
        waits = looked_at(by, PARTICIPANTS.replace("ana@example.org", "new@example.org"))
        ana = Person.objects.get(email="ana@example.org")
        assert forget_across(ana) == 1 + 3 + 2
        assert (files_of(done), files_of(waits), outcomes(waits)) == ([], [], [(3, "unchanged")])
        assert Origin.objects.filter(person=ana).count() == 0
        assert "Ana" not in str(list(ImportRow.objects.values()))
