"""Rules, weights and limits of a run as they are kept."""

from collections.abc import Mapping
from typing import Any

from parcours.matching.adapter import CRITERIA, RULES, Quota, Settings


def kept(settings: Settings) -> dict[str, Any]:
    """Return settings as JSON can say them."""
    return {
        "rules": {name: settings.rules[name] for name in RULES},
        "digits": settings.occupation_digits,
        "weights": {name: settings.weights[name] for name in CRITERIA},
        "mode": settings.mode,
        "agency_floor": settings.agency_floor,
        "quotas": [[one.kind, one.name, one.least, one.most] for one in settings.quotas],
    }


def read(given: Mapping[str, Any]) -> Settings:
    """Return the settings that `kept` wrote, or the usual ones for what it did not. Raises ValueError."""
    usual = Settings()
    return Settings(
        rules={name: bool(given.get("rules", usual.rules).get(name, usual.rules[name])) for name in RULES},
        occupation_digits=given.get("digits", usual.occupation_digits),
        weights={
            name: given.get("weights", usual.weights).get(name, usual.weights[name]) for name in CRITERIA
        },
        mode=given.get("mode", usual.mode),
        agency_floor=given.get("agency_floor", usual.agency_floor),
        quotas=tuple(Quota(*one) for one in given.get("quotas", ())),
    )
