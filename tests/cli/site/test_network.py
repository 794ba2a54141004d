"""`parcours network`: what it adds, lists and refuses."""

import argparse
import json
from typing import Any

import pytest
from django_scopes import scope

from parcours.accounts.actions.networks import join_network
from parcours.accounts.actors import system
from parcours.accounts.models import AuditEntry, Network
from parcours.cli.console import Console
from parcours.cli.site.network import run
from parcours.core.language import speak
from tests import factories

pytestmark = pytest.mark.django_db


def network(what: str, *, as_json: bool = False, **given: Any) -> int:
    """Run the command."""
    options = argparse.Namespace(**{"what": what, "name_en": "", "name_fr": "", "slug": "", **given})
    return run(options, Console(speak("en"), as_json=as_json))


def test_a_network_takes_its_short_name_from_its_name_and_is_in_the_log() -> None:
    assert network("add", name_fr="Partenariat d’Orléans") == 0
    assert list(Network.objects.values_list("slug", "name_en", "name_fr")) == [
        ("partenariat-dorleans", "", "Partenariat d’Orléans")
    ]
    with scope(organization=None):  # the installation's own
        entry = AuditEntry.objects.get()
    assert (entry.verb, entry.organization) == ("network.added", None)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "A network needs a name. Give it with --name-en, --name-fr or both.\n"),
        (
            {"name_en": "Lake", "slug": "a b"},
            "“a b” cannot stand in an address. Use letters, digits and hyphens.\n",
        ),
        ({"name_en": "LIP"}, "There is a network “lip” already. Give another name with --slug.\n"),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    capsys: pytest.CaptureFixture[str], given: dict[str, Any], sentence: str
) -> None:
    Network.objects.create(slug="lip", name_en="LIP")
    assert network("add", **given) == 2
    assert (capsys.readouterr().err, Network.objects.count()) == (sentence, 1)


def test_the_list_names_the_members(capsys: pytest.CaptureFixture[str]) -> None:
    network("list")
    lake = Network.objects.create(slug="lake", name_en="Lake")
    north = factories.organization("north")
    with scope(organization=north):
        join_network(network=lake, by=system(north))
    network("list")
    assert capsys.readouterr().out.splitlines() == [
        "There are no networks yet. Add one with `parcours network add`.",
        "lake: Lake. Members: North.",
    ]
    network("list", as_json=True)
    assert json.loads(capsys.readouterr().out) == [
        {"slug": "lake", "name_en": "Lake", "name_fr": "", "members": ["north"]}
    ]
