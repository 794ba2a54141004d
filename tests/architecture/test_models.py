"""Tables obey the ladder as modules do: a foreign key named in a string escapes the linter, and not this."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django_scopes import scopes_disabled
from django_scopes.exceptions import ScopeError

from parcours.accounts.models.tenant import TenantModel
from parcours.core.postgres.policies import Guard

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/parcours"
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
][0]["layers"]
HEIGHT = {rung: height for height, layer in enumerate(LAYERS) for rung in re.findall(r"\w+", layer)}
"""How far from the top each package stands."""

# The only places that may look past the organization in scope, each for a reason that stands there.
LOOKS_PAST = {
    "scopes_disabled": {
        "accounts/queries.py",
        "accounts/models/user.py",  # a new name sorts the person's memberships anew, wherever they are
        "accounts/links/queries.py",  # a link names its organization, and nobody has said it before
        "accounts/audit/queries.py",  # whether all logs hold is asked of all of them at once
        "accounts/keys.py",  # whatever is sealed, whosever it is, is sealed with another key
        "accounts/audit/erase.py",  # an erased person is erased from every organization's log
        "people/duplicates/network.py",  # whether another organization knows somebody, as far as both allow it
        "messaging/queries.py",  # one outbox for all, and sign-in codes belong to no organization
        "accounts/imports/forgetting.py",  # what is too old is, whosever it is
        "reporting/exports/tasks.py",  # the same
        "messaging/calendar/forgetting.py",  # an erased person is erased from every organization's calendar
        "messaging/calendar/queries.py",  # whoever holds a link or a feed's address is nobody yet; and clocks
        "messaging/delivery.py",  # the same
        "messaging/actions/resending.py",  # the same
        "messaging/gathering.py",  # the same
        "messaging/retention.py",  # the same
        "messaging/webhooks/delivery.py",  # the worker sends events of every organization
        "messaging/webhooks/forgetting.py",  # an erased person is erased from what every system was told
        "messaging/webhooks/retention.py",  # what is too old is, whosever it is
        "people/consent/forgetting.py",  # an erased person is erased, whoever asks
        "people/consent/sight.py",  # partners see people of one another, with consent
        "people/documents/forgetting.py",  # an erased person is erased from every organization’s documents
        "people/documents/queries.py",  # clamd scans whatever waits, and files have no organization
        "web/account/provider.py",  # as a link: whoever comes back from a provider is nobody yet
        "backups/postgres.py",  # a backup is of everybody
        "accounts/forgetting.py",  # an erased account leaves what it did to every organization, done by nobody
        "surveys/forgetting.py",
        "applications/forgetting.py",
        "engagements/forgetting.py",
        "outcomes/forgetting.py",
        "today/forgetting.py",
        "outcomes/handed.py",  # a partner asks people of another organization, with consent
        "outcomes/actions/certifying.py",  # whoever checks a certificate is nobody of ours
        "matching/forgetting.py",
        "people/forgetting.py",  # whoever forgets somebody does so wherever the caller stands
        "people/privacy/forgetting.py",  # the same
        "people/privacy/known.py",  # whether another organization knows the person
        "people/privacy/erasing.py",  # the worker erases for every organization
        "people/privacy/tombstones.py",  # a restore brings back people of every organization
        "people/privacy/restored.py",  # the same
        "people/privacy/retention.py",  # the worker keeps to every organization’s schedule
    },
    "_base_manager": {
        "core/transitions.py",  # the row is in hand: nothing decides about it again
        "backups/move.py",  # every row of every organization moves
    },
    "cursor": {
        "core/health.py",  # whether the database answers at all
        "web/public/health.py",  # the same
        "jobs/lull.py",  # whether anybody wrote, and nothing of what
        "reporting/package/write.py",  # asks for one moment; the rows come through managers
        "core/postgres/base.py",  # what tells the database whose rows it may give
        "backups/postgres.py",  # a backup is of tables, whatever they mean
        "backups/sqlite.py",
        "backups/restore.py",
        "backups/move.py",
        "core/scrub.py",  # the space of what was deleted
        "core/bulk.py",  # only writes, and only inside a scope
        "accounts/audit/rows.py",  # an entry goes with everything that is done; each log is an organization's
    },
}
BANNED = ("_base_manager", "raw", "extra", "RawSQL")


def rung(model: type[models.Model]) -> str:
    """The package of ours that a table belongs to, or nothing for the framework's."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "parcours" else ""


def upward(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those pairs of packages of which the first may not know the second."""
    return [
        (one, other) for one, other in pairs if other and one != other and not (HEIGHT[one] < HEIGHT[other])
    ]


def test_no_table_points_up_the_ladder() -> None:
    relations = [
        (rung(model), rung(field.related_model))
        for model in apps.get_models()
        if rung(model)
        for field in model._meta.get_fields()  # noqa: SLF001 - documented
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and not isinstance(field.related_model, str)
    ]
    assert relations
    assert upward(relations) == []


def test_a_table_that_points_up_is_found() -> None:
    assert upward(
        [("accounts", "people"), ("people", "programs"), ("people", "accounts"), ("accounts", "")]
    ) == [
        ("accounts", "people"),
        ("people", "programs"),
    ]


@pytest.mark.parametrize(
    "model",
    [model for model in apps.get_models() if issubclass(model, TenantModel)],
    ids=lambda model: model.__name__,
)
@pytest.mark.django_db
def test_t05_every_manager_of_an_organization_s_table_is_scoped(model: type[TenantModel]) -> None:
    for manager in model._meta.managers:  # noqa: SLF001 - documented
        with pytest.raises(ScopeError):
            getattr(model, manager.name).all()
    with scopes_disabled():
        assert model.objects.count() == 0


def test_every_table_of_rows_of_organizations_is_a_tenant_s() -> None:
    stray = [
        model._meta.label  # noqa: SLF001 - documented
        for model in apps.get_models()
        if rung(model)
        and not issubclass(model, TenantModel)
        and any(field.name == "organization" for field in model._meta.get_fields())  # noqa: SLF001
    ]
    assert stray == OF_THE_INSTALLATION_TOO


OF_THE_INSTALLATION_TOO = ["accounts.AuditChain", "accounts.AuditEntry", "messaging.Outgoing"]
"""The log and the outbox have rows of the installation itself, which belong to no organization."""


def scoped() -> set[str]:
    """The tables, by app and name, that are not read outside a scope."""
    return {
        model._meta.label_lower  # noqa: SLF001 - documented
        for model in apps.get_models()
        if hasattr(model._default_manager, "with_scopes_disabled")  # noqa: SLF001
    }


def test_t09_a_migration_guards_every_table_of_rows_of_organizations() -> None:
    migrations = MigrationLoader(None).disk_migrations.values()
    guarded = {
        f"{migration.app_label}.{operation.model_name.lower()}"
        for migration in migrations
        for operation in migration.operations
        if isinstance(operation, Guard)
    }
    tenants = {model._meta.label_lower for model in apps.get_models() if issubclass(model, TenantModel)}  # noqa: SLF001
    assert (scoped() - guarded, guarded - scoped(), tenants - scoped()) == (set(), set(), set())


def past(source: str) -> set[str]:
    """What ``source`` uses of the ways to look past the organization in scope, or to write SQL by hand."""
    used = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            used.add(node.attr)
        elif isinstance(node, ast.Name) and node.id in {"RawSQL", "scopes_disabled"}:
            used.add(node.id)
    return used & {*BANNED, *LOOKS_PAST}


def test_t05_nobody_looks_past_the_organization() -> None:
    used = {
        file.relative_to(PACKAGE).as_posix(): past(file.read_text(encoding="utf-8"))
        for file in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in file.parts
    }
    assert [
        f"{name}: {how}" for name in used for how in used[name] if name not in LOOKS_PAST.get(how, ())
    ] == []


@pytest.mark.parametrize(
    "source",
    [
        "Member._base_manager.all()",
        "Member.objects.raw('select 1')",
        "Member.objects.extra(where=['1=1'])",
        "from django.db.models.expressions import RawSQL\nRawSQL('1', [])",
        "with scopes_disabled(): pass",
        "with connection.cursor() as cursor: pass",
    ],
)
def test_t05_looking_past_is_found(source: str) -> None:
    assert past(source) != set()


def across(source: str) -> list[str]:
    """The functions that switch the scope off without saying so in their name."""
    return [
        function.name
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef)
        and "scopes_disabled" in {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
        and not function.name.endswith("_across")
    ]


SIGNING_IN = "web/account/provider.py: come_back"


def test_t05_whatever_reads_across_organizations_says_so() -> None:
    wrong = [
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for name in across(file.read_text(encoding="utf-8"))
    ]
    assert wrong == [SIGNING_IN]


def test_t05_reading_across_without_saying_so_is_found() -> None:
    assert across("def people():\n    with scopes_disabled():\n        pass\n") == ["people"]
