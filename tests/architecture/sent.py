"""What is sent to a page so that it changes something."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Sent:
    """What to send to a page so that it changes something."""

    data: Mapping[str, object] = field(default_factory=dict)
    before: str = ""
    """An address to open first."""
