"""The status of a cohort as a tone."""

from collections.abc import Mapping
from types import MappingProxyType

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
