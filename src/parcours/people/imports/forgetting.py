"""Forgetting a person: where they came from, and every row and file on its way in that names them."""

from django.db.models import Q
from django_scopes import scope

from parcours.accounts.imports.forgetting import delete_file, forget
from parcours.accounts.models.imports import Import, ImportRow, ImportStatus
from parcours.people.imports.models import Origin
from parcours.people.models import Person


def forget_across(person: Person) -> int:
    """Delete the person’s origins, and the rows and uploaded files that name them; return how many these were.

    Called where a person is erased, in the same transaction. An import that waits to be applied loses its file and
    their row; the other rows can still be applied.
    """
    with scope(organization=person.organization):
        origins = list(Origin.objects.filter(person=person))
        named = Q(values__email__iexact=person.email) if person.email else Q(pk=None)
        for origin in origins:
            if origin.source_id:
                named |= Q(source__kind=f"{origin.kind}s", values__id=origin.source_id)
        forgotten = len(origins)
        Origin.objects.filter(person=person).delete()
        rows = ImportRow.objects.filter(named)
        for one in Import.objects.filter(pk__in=rows.values("source")).select_related("organization"):
            if one.status in {ImportStatus.READY, ImportStatus.APPLYING}:
                deleted, _by_table = rows.filter(source=one).delete()
                forgotten += deleted + delete_file(one)
                Import.objects.filter(pk=one.pk).update(file="")
            else:
                forgotten += forget(one)
            Import.objects.filter(pk=one.pk).update(given="")  # a file may be called after whom it is about
    return forgotten
