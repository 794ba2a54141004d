"""What becomes of a pair when somebody gives their seat back. Whoever brings two people together registers for it.

    register("mentorships", leave)

So the apps above are asked without being imported.
"""

from collections.abc import Callable

from parcours.accounts.actors import Actor
from parcours.applications.models import Application

type Leave = Callable[[Application, Actor], None]

_ASKED: dict[str, Leave] = {}


def register(name: str, leave: Leave) -> None:
    """Have ``leave`` called when a seat is given back; what it raises as Refused keeps the seat."""
    _ASKED[name] = leave


def left(application: Application, by: Actor) -> None:
    """Tell whoever registered that the person leaves the cohort. Raises Refused where one of them says no."""
    for name in sorted(_ASKED):
        _ASKED[name](application, by)
