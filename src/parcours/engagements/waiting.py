"""What has waited for too long about matches, as counts in the form of `applications.waiting`."""

from typing import Any, cast

from django.db.models import Count, F, QuerySet, Value
from django.utils import timezone

from parcours.engagements.lists import ASKED
from parcours.engagements.models import Mentorship


def silent() -> QuerySet[Any, dict[str, Any]]:
    """Return how many answers to matches are late, by cohort: ``silent``."""
    rows = Mentorship.objects.filter(status__in=ASKED, answer_by__lt=timezone.localdate()).order_by()
    named = rows.annotate(what=Value("silent"), where=F("cohort"), who=F("cohort__name"))
    counted = named.values("what", "where", "who").annotate(n=Count("pk"))
    return cast("QuerySet[Any, dict[str, Any]]", counted)
