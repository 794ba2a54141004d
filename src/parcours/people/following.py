"""What is done along with saving somebody: an app above registers it in its ``following.py``, in place of a signal.

    register("duplicates", look_at)

What has to be asked before something is saved is registered by `register_check`: it raises Refused.

It runs in the transaction of whatever saved the person, their occupations, their facts or what they allow. It costs the
same however many people there are. What is done along with a merge, or with its undoing, is registered by
`register_merge`.
"""

from collections.abc import Callable, Collection

from parcours.accounts.actors import Actor
from parcours.people.models import Person
from parcours.people.models.standing import Standing

_CHECKS: dict[str, Callable[[Person | Standing, Collection[str], Actor], object]] = {}
_FOLLOWING: dict[str, Callable[[Person], object]] = {}
_MERGES: dict[str, Callable[[Person], object]] = {}


def register_check(name: str, check: Callable[[Person | Standing, Collection[str], Actor], object]) -> None:
    """Have ``check`` called before a row is saved: with the row as it would be, the fields that change, and by whom."""
    _CHECKS[name] = check


def check_all(row: Person | Standing, fields: Collection[str], by: Actor) -> None:
    """Ask everybody who registered whether the ``fields`` of ``row`` may be saved as they are now. Raises Refused."""
    for name in sorted(_CHECKS):
        _CHECKS[name](row, fields, by)


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
