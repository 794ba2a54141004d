"""Forgetting a person: every app that holds rows about people says how, in its module ``forgetting``.

    def forget_across(person: Person) -> int: ...

deletes whatever the app holds about that person, files included, in the caller's transaction, and returns how much.
Apps are found as they stand in INSTALLED_APPS, from `people` on; the last goes first, as it may rest on those before.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django_scopes import scopes_disabled

from parcours.people.kinds import standings
from parcours.people.models import Person

type Forget = Callable[[Person], int]


def forgetters() -> list[Forget]:
    """Return how each app forgets somebody, in the order in which it is done; people’s own comes last."""
    names = [config.name for config in apps.get_app_configs() if config.name.startswith("parcours.")]
    upwards = names[names.index("parcours.people") :]
    modules = [f"{name}.forgetting" for name in reversed(upwards) if find_spec(f"{name}.forgetting")]
    return [import_module(module).forget_across for module in modules]


def forget_across(person: Person) -> int:
    """Delete the profile: what the person is here, the parts of their story, the sensitive facts, the row itself."""
    with scopes_disabled():
        forgotten = sum(row.delete()[0] for row in standings(person).values())
        return forgotten + person.delete()[0]
