"""Reads about exports, of the organization in scope."""

from django.db.models import QuerySet

from parcours.reporting.exports.models import Export


def exports() -> QuerySet[Export]:
    """Return the exports, the latest first."""
    return Export.objects.select_related("by").order_by("-pk")
