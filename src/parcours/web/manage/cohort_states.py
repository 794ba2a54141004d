"""The status of a cohort as a tone, and the days on which one can be."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from django.core.validators import MaxValueValidator, MinValueValidator

DAYS = (MinValueValidator(dt.date(2000, 1, 1)), MaxValueValidator(dt.date(2100, 12, 31)))
"""What a day of a cohort can be: what follows it is still a day."""

TONES: Mapping[str, str] = MappingProxyType(
    {
        "planned": "neutral",
        "recruiting": "info",
        "full": "warning",
        "running": "good",
        "completed": "good",
        "cancelled": "problem",
    }
)
