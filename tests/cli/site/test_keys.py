"""`parcours keys`: another key, and everything that was sealed before opens with it alone."""

import json
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.apps import apps
from django.db import models
from django_scopes import scope, scopes_disabled
from pytest_django.fixtures import Settings

from parcours.accounts.actors import system
from parcours.accounts.audit import record
from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.models import IdentityProvider
from parcours.accounts.roles import Role
from parcours.cli.main import main
from parcours.config.environment import data_keys
from parcours.people.actions.sensitive import keep_facts, look
from parcours.people.models import Person
from parcours.people.sensitive import Why
from tests import factories

pytestmark = pytest.mark.django_db

OLD, NEW = b"o" * 32, b"n" * 32


def keys(*arguments: str) -> int:
    return main(["keys", *arguments, "--lang", "en"])


@pytest.fixture
def sealed(settings: Settings) -> None:
    """One thing of every kind, sealed with the old key, which is now the second."""
    settings.DATA_KEYS = {"old": OLD}
    ours = factories.organization("ours")
    user = factories.member(ours, Role.COORDINATOR)
    record(by=system(ours), verb="organization.changed", what=ours, about=user, secret="kept")  # noqa: S106
    with scope(organization=ours):
        keep_facts(person=factories.person(ours), by=system(ours), facts={"uci": "12345678"})
        provider = IdentityProvider(organization=ours, issuer="https://id.example.org", client_id="x")
        provider.set_secret("client secret")
        provider.save()
    settings.DATA_KEYS = {"new": NEW, "old": OLD}


def sealed_columns() -> list[bytes]:
    """The content of every column of bytes in our tables."""
    found: list[bytes] = []
    with scopes_disabled():
        for model in apps.get_models():
            for field in model._meta.concrete_fields:  # noqa: SLF001 - documented
                if isinstance(field, models.BinaryField):
                    held = model._base_manager.values_list(field.name, flat=True)  # noqa: SLF001 - no scope
                    found += [bytes(one) for one in held if one]
    return found


@pytest.mark.usefixtures("sealed")
def test_everything_opens_with_the_new_key_alone(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keys("rotate") == 0
    assert "opens with new" in capsys.readouterr().out
    settings.DATA_KEYS = {"new": NEW}
    assert {one.partition(b":")[0] for one in sealed_columns()} == {b"new"}
    assert {verdict.fault for verdict in verify_all([], None)} == {None}
    with scopes_disabled():
        provider = IdentityProvider.objects.select_related("organization").get()
    with scope(organization=provider.organization):
        person = Person.objects.get()
        uci = look(person=person, why=Why.CORRECTION, by=system(provider.organization))["uci"]
    assert (uci, provider.secret) == ("12345678", "client secret")
    assert decrypt(Authenticator.objects.get().data["secret"]) == factories.APP_SECRET


@pytest.mark.usefixtures("sealed")
def test_a_second_time_there_is_nothing_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    keys("rotate")
    capsys.readouterr()
    assert keys("rotate", "--json") == 0
    assert set(json.loads(capsys.readouterr().out).values()) == {0}


@pytest.mark.usefixtures("sealed")
def test_without_the_old_key_nothing_is_changed(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sealed_columns()
    settings.DATA_KEYS = {"new": NEW}
    assert keys("rotate") == 1
    assert "cannot be opened. Put the key" in capsys.readouterr().err
    assert sealed_columns() == before


def test_a_new_key_comes_first_and_the_others_stay(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA, settings.DATA_KEYS = tmp_path, data_keys(tmp_path)
    assert keys("new") == 0
    assert list(data_keys(tmp_path)) == ["key2", "first"]
    assert data_keys(tmp_path)["first"] == settings.DATA_KEYS["first"]
    assert "begins with a new key, key2" in capsys.readouterr().out


def test_keys_of_the_environment_are_changed_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARCOURS_DATA_KEYS", "x:y")
    assert keys("new") == 2
    assert "PARCOURS_DATA_KEYS" in capsys.readouterr().err
