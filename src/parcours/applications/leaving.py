"""What becomes of a pair when somebody gives their seat back. Whoever brings two people together registers for it.

    register("mentorships", leave, keep_still)

So the apps above are asked without being imported.
"""

from collections.abc import Callable

from parcours.accounts.actors import Actor
from parcours.applications.models import Application

type Leave = Callable[[Application, Actor], None]

_ASKED: dict[str, Leave] = {}
_STILL: dict[str, Callable[[Application], object]] = {}


def register(name: str, leave: Leave, keep_still: Callable[[Application], object]) -> None:
    """Have ``leave`` called when a seat is given back; what it raises as Refused keeps the seat.

    ``keep_still`` is called before, and lets nobody change the pair until the transaction ends.
    """
    _ASKED[name], _STILL[name] = leave, keep_still


def hold(application: Application) -> None:
    """Let nobody change the application, nor the pair of its person, until the transaction ends.

    The log is written after that: whoever has written to it and then waits for a row could wait for somebody who has
    the row and waits for the log.
    """
    Application.objects.select_for_update().filter(pk=application.pk).first()
    for name in sorted(_STILL):
        _STILL[name](application)


def left(application: Application, by: Actor) -> None:
    """Tell whoever registered that the person leaves the cohort. Raises Refused where one of them says no."""
    for name in sorted(_ASKED):
        _ASKED[name](application, by)
