"""How much one organization may do within a time, so that none keeps the others waiting; and when it may go on."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

_MINUTE = timedelta(minutes=1)


def possible_again(moments: QuerySet[Any, Any], most: int, within: timedelta) -> str:
    """Return when the next is possible, in words, where ``most`` fell within the time; nothing where it is now.

    ``moments`` are when it was done, the latest first. At the minute that is named it is possible.
    """
    reached: datetime | None = next(iter(moments[most - 1 : most]), None)
    if reached is None or reached <= timezone.now() - within:
        return ""
    return date_format(timezone.localtime(reached + within + _MINUTE), "DATETIME_FORMAT")
