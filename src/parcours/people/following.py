"""What is done along with saving somebody: an app above registers it in its ``following.py``, in place of a signal.

    register("duplicates", look_at)

It runs in the transaction of whatever saved the person, their occupations, their facts or what they allow. It costs the
same however many people there are.
"""

from collections.abc import Callable

from parcours.people.models import Person

_FOLLOWING: dict[str, Callable[[Person], object]] = {}


def register(name: str, follow: Callable[[Person], object]) -> None:
    """Have ``follow`` called with whoever was saved."""
    _FOLLOWING[name] = follow


def follow(person: Person) -> None:
    """Do what follows from ``person`` being saved."""
    for name in sorted(_FOLLOWING):
        _FOLLOWING[name](person)
