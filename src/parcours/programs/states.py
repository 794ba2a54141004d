"""How a cohort goes from one status to the next."""

from parcours.core.transitions import Transition

VERB = "cohort.status_changed"

COHORT = tuple(
    Transition(name, frozenset(sources.split()), target, VERB)
    for name, sources, target in (
        ("open_intake", "planned", "recruiting"),
        ("fill", "recruiting", "full"),
        ("free", "full", "recruiting"),
        ("start", "planned recruiting full", "running"),
        ("complete", "running", "completed"),
        ("cancel", "planned recruiting full running", "cancelled"),
    )
)
