"""Every form of the site, sent with more than it asks for, and with other organizations' rows."""
# ruff: noqa: SLF001 - every table is gone through, whoever asks

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django_scopes import scopes_disabled

from parcours.accounts.models import User
from parcours.accounts.models.tenant import TenantModel
from parcours.accounts.roles import Role
from parcours.core.sealed_field import SealedField
from parcours.people.models import Person
from tests.access.addresses import Address
from tests.access.few import few_at_once
from tests.access.forms import FORMLESS, each_form, forms_at, pages_with_forms
from tests.access.posts import Request, each_way, undone
from tests.access.world import World
from tests.access.writes import ABOUT_ACCESS, writes

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only, pytest.mark.slow]

FORMS = pages_with_forms()

# Rows that say how the site was used rather than what it holds, or that are sealed anew every time.
BESIDE = ("sessions.", "usersessions.", "accounts.audit", "django_tasks_database.", "contenttypes.")
TIMES = (
    "_at",
    "since",
    "last_login",
    "sealed_secret",
    "former_until",
    "sealed_token",
    "sealed_note",
    "undo",
    "token_hash",
    "last_seen",
    "data",
    "uid",
    "subject",
)

NUMBERS: Mapping[tuple[str, str], type[models.Model]] = {
    ("webhooks.Delivery", "person"): Person,
    ("webhooks.Delivery", "member"): User,
}
"""Columns that hold the number of a row without leading to it, and the table of that row."""


def everything(tables: Collection[str] | None = None) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, or of these, without times, and known by its place: numbers do not come back."""
    kept = [
        model
        for model in apps.get_models()
        if model._meta.managed
        and not model._meta.label_lower.startswith(BESIDE)
        and (tables is None or model._meta.db_table in tables)
    ]
    with scopes_disabled():
        places = {
            model: {
                pk: place
                for place, pk in enumerate(model._default_manager.order_by("pk").values_list("pk", flat=True))
            }
            for model in kept
        }
        return {model._meta.db_table: list(rows_of(model, places)) for model in kept}


def left_by(client: Client, where: str, sent: Mapping[str, list[str]]) -> dict[str, list[dict[str, Any]]]:
    """Every row of each table that the form writes, as it leaves them; it is taken back."""
    with undone(client), writes() as written:
        assert client.post(where, sent).status_code < 500
        return everything(written if tables().issuperset(written) else None)


def tables() -> set[str]:
    """The names of all tables: what is written by a statement that names none of them may be anything."""
    return {model._meta.db_table for model in apps.get_models(include_auto_created=True)}


def rows_of(
    model: type[models.Model], places: dict[type[models.Model], dict[Any, int]]
) -> Iterator[dict[str, Any]]:
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.attname.endswith(TIMES)
        and not isinstance(field, SealedField)  # sealed anew each time, it is never the same
        and (field.is_relation or not field.primary_key)
    ]
    for row in model._default_manager.order_by("pk").values(*(field.attname for field in fields)):
        for field in fields:
            led_to = NUMBERS.get((model._meta.label, field.attname), field.related_model)
            known = places.get(led_to) if isinstance(led_to, type) else None
            if known is not None and row[field.attname] is not None:
                row[field.attname] = known.get(row[field.attname], row[field.attname])
        yield row


def named_by_models(theirs: World) -> dict[str, list[str]]:
    """Every field of every table, as something to send, with what would do harm where it were believed."""
    sent: dict[str, list[str]] = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.Field):
                for name in {field.name, field.attname}:
                    sent[name] = ["true" if isinstance(field, models.BooleanField) else "1"]
    return sent | {
        "role": ["administrator"],
        "roles": ["administrator"],
        "organization": [str(theirs.organization.pk)],
        "organization_id": [str(theirs.organization.pk)],
        "is_platform_admin": ["on"],
        "slug": ["taken-over"],
        "is_active": [""],
        "email": ["taken@over.example"],
        "ended_at": ["2020-01-01"],
        "is_staff": ["on"],
        "is_superuser": ["on"],
    }


@few_at_once(FORMS)
def test_every_form_is_found(some: Sequence[Address], administrator: Client, ours: World) -> None:
    with_forms = {address.name for address in some if [*forms_at(administrator, address, ours)]}
    assert with_forms == {address.name for address in some} - FORMLESS


@few_at_once(FORMS)
def test_t04_what_a_form_does_not_ask_changes_nothing(
    some: Sequence[Address], administrator: Client, ours: World, theirs: World
) -> None:
    taken, forms = [], [*each_form(administrator, some, ours)]
    for where, _form, sent in forms:
        # What another form of the page asks for is asked for: a second button that is sent is a second one pressed.
        own = {name for there, form, _sent in forms for name in form.names() if there == where} | {*sent}
        more = {name: value for name, value in named_by_models(theirs).items() if name not in own}
        plain, richer = (left_by(administrator, where, sent | further) for further in ({}, more))
        untouched = everything(plain.keys() ^ richer.keys())
        taken += [where] if untouched | plain != untouched | richer else []
    assert taken == []


@few_at_once(FORMS)
def test_t06_another_organization_s_row_is_no_choice(
    some: Sequence[Address], administrator: Client, ours: World, theirs: World
) -> None:
    foreign, before, known = a_key_of_each_table(theirs), of(theirs), set[Request]()
    reached = []
    for where, form, sent in each_form(administrator, some, ours):
        chosen_from = {
            one.name for one in form.inputs if one.kind in {"select", "hidden", "radio", "checkbox"}
        }
        names = sorted({*chosen_from, "selected"} - {"csrfmiddlewaretoken"})
        with writes(*ABOUT_ACCESS) as written:
            for name, key, answer in each_way(
                administrator, where, form, sent, names, foreign, known=known, alike=True
            ):
                if answer.status_code >= 500 or changed(before, theirs, written):
                    reached.append(f"{where} {name}={key}")
                written.clear()
    assert reached == []


def changed(before: Mapping[str, list[dict[str, Any]]], world: World, written: Collection[str]) -> bool:
    """Whether a table that was written holds other rows of the organization than before."""
    now = of(world, written if tables().issuperset(written) else None) if written else {}
    return any(rows != before[table] for table, rows in now.items())


def a_key_of_each_table(world: World) -> list[str]:
    """The number of one row of each table that belongs to an organization, and of one person."""
    keys = {str(world.people[Role.MENTOR].pk)}
    with scopes_disabled():
        for model in tenant_models():
            row = model._base_manager.filter(organization=world.organization).last()
            keys |= {str(row.pk)} if row else set()
    return sorted(keys)


def tenant_models() -> list[type[TenantModel]]:
    return [model for model in apps.get_models() if issubclass(model, TenantModel)]


def of(world: World, tables: Collection[str] | None = None) -> dict[str, list[dict[str, Any]]]:
    """Every row of one organization, and of its people: in every table, or in these."""
    rows: dict[type[models.Model], Any] = {
        model: model._base_manager.filter(organization=world.organization) for model in tenant_models()
    }
    rows[User] = User.objects.filter(pk__in=[user.pk for user in world.people.values()])
    with scopes_disabled():
        return {
            model._meta.db_table: [*found.order_by("pk").values()]
            for model, found in rows.items()
            if tables is None or model._meta.db_table in tables
        }
