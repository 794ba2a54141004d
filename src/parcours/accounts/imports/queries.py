"""Reads about imports of the organization in scope."""

from django.db.models import Count, QuerySet

from parcours.accounts.models.imports import Import, ImportRow, ImportStatus, RowOutcome


def imports(*kinds: str) -> QuerySet[Import]:
    """Return every import of these kinds, the latest first."""
    return Import.objects.filter(kind__in=kinds).select_related("by", "organization").order_by("-pk")


def rows_of(import_: Import) -> QuerySet[ImportRow]:
    """Return the rows of an import, in the order of its sheet."""
    return ImportRow.objects.filter(source=import_).order_by("number")


def counts(import_: Import) -> list[tuple[RowOutcome, int]]:
    """Return how many rows have each outcome, outcomes without a row left out."""
    counted = import_.counted or dict(
        rows_of(import_).order_by().values_list("outcome").annotate(Count("pk"))
    )
    return [(outcome, counted[outcome]) for outcome in RowOutcome if outcome in counted]


def same_file(import_: Import) -> Import | None:
    """Return the latest earlier import of the very same file, to the same place, that was applied, or None."""
    return (
        imports(import_.kind)
        .filter(digest=import_.digest, into=import_.into, status=ImportStatus.DONE, pk__lt=import_.pk)
        .first()
    )
