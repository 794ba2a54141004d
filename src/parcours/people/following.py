"""What is done along with saving somebody: an app above registers it in its ``following.py``, in place of a signal.

    register("duplicates", look_at)

It runs in the transaction of whatever saved the person, their occupations, their facts or what they allow. It costs the
same however many people there are. What is done along with a merge, or with its undoing, is registered by
`register_merge`.
"""

from collections.abc import Callable

from parcours.people.models import Person

_FOLLOWING: dict[str, Callable[[Person], object]] = {}
_MERGES: dict[str, Callable[[Person], object]] = {}


def register(name: str, follow: Callable[[Person], object]) -> None:
    """Have ``follow`` called with whoever was saved."""
    _FOLLOWING[name] = follow


def follow(person: Person) -> None:
    """Do what follows from ``person`` being saved."""
    for name in sorted(_FOLLOWING):
        _FOLLOWING[name](person)


def register_merge(name: str, follow: Callable[[Person], object]) -> None:
    """Have ``follow`` called with whoever stays after a merge, and with both after it was undone."""
    _MERGES[name] = follow


def follow_merge(person: Person) -> None:
    """Do what follows from ``person`` having taken in another record, or given it back."""
    for name in sorted(_MERGES):
        _MERGES[name](person)
