"""Reads about frozen reports, within the organization in scope."""

from django.db.models import QuerySet

from parcours.accounts.audit.queries import entries, readable
from parcours.programs.models import Cohort
from parcours.reporting.frozen.counts import digest
from parcours.reporting.frozen.models import FrozenReport


def frozen_of(cohort: Cohort) -> QuerySet[FrozenReport]:
    """Return the frozen reports of a cohort, the latest first."""
    return FrozenReport.objects.filter(cohort=cohort).select_related("frozen_by", "cohort__program")


def is_as_frozen(row: FrozenReport) -> bool:
    """Return whether the figures are those that the log says were frozen."""
    about = {"content__what": row._meta.label_lower, "content__what_id": str(row.pk)}  # noqa: SLF001 - documented
    entry = entries().filter(verb="report.frozen", **about).first()
    said = readable(entry) if entry is not None else None
    return said is not None and said["more"].get("digest") == digest(row.figures)
