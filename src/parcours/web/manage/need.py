"""One thing that needs somebody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to do. ``tone`` and ``status`` say how urgent it is; ``since`` may be empty."""

    title: str
    why: str
    since: str
    address: str
    button: str
    tone: str
    status: str
