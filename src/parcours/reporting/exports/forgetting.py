"""Forgetting a person: packages of their organization name them, and go."""

from django_scopes import scope

from parcours.accounts.actors import Via, system
from parcours.people.models import Person
from parcours.reporting.exports.actions import delete
from parcours.reporting.exports.models import Export, ExportStatus


def forget_across(person: Person) -> int:
    """Delete the packages of the person’s organization, in the caller’s transaction; return how many they were."""
    with scope(organization=person.organization):
        made = list(Export.objects.filter(status=ExportStatus.READY))
        for export in made:
            delete(export=export, by=system(person.organization, Via.JOB))
    return len(made)
