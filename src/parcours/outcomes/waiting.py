"""What waits about follow-ups and closings, as counts in the form of `applications.waiting.first_in_line`."""

import datetime as dt
from typing import Any, cast

from django.db.models import (
    Count,
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.utils import timezone
from django.utils.translation import get_language

from parcours.outcomes.lists import ANSWERED, OPEN, PAID
from parcours.outcomes.models import Closing, FollowUp

type Counts = QuerySet[Any, dict[str, Any]]


def uncoded() -> Counts:
    """Return how many jobs have no code yet, by cohort: ``jobs``."""
    rows = FollowUp.objects.filter(status__in=ANSWERED, employment__in=PAID, noc="")
    return _counted("jobs", rows.exclude(job_title=""))


def wishes() -> Counts:
    """Return how many past mentees would like to be mentors and are not invited, by cohort: ``wishes``."""
    return _counted("wishes", Closing.objects.filter(side="mentee", wish="yes", invited_at__isnull=True))


def ending() -> Counts:
    """Return how many follow-ups end within a week without an answer, by cohort: ``ending``."""
    day = timezone.localdate()
    after = ExpressionWrapper(
        Cast(F("after_days"), IntegerField()) * Value(dt.timedelta(days=1), DurationField()), DurationField()
    )
    rows = FollowUp.objects.annotate(last_on=ExpressionWrapper(F("due_on") + after, DateField()))
    soon = rows.filter(last_on__gte=day, last_on__lte=day + dt.timedelta(days=7))
    return _counted("ending", soon.filter(status__in=OPEN, asked_at__isnull=False))


def _counted(what: str, rows: QuerySet[Any]) -> Counts:
    named = rows.order_by().annotate(what=Value(what), where=F("cohort"), who=_called())
    return cast("Counts", named.values("what", "where", "who").annotate(n=Count("pk")))


def _called() -> Concat:
    """Return what a cohort is called beside those of other programs: several are called by their year alone."""
    reads_french = (get_language() or "en").startswith("fr")
    own, other = ("name_fr", "name_en") if reads_french else ("name_en", "name_fr")
    program = Coalesce(NullIf(F(f"cohort__program__{own}"), Value("")), F(f"cohort__program__{other}"))
    return Concat(program, Value(", "), F("cohort__name"))
