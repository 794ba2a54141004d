"""`parcours network`: the groups that organizations work in."""

import argparse
import json

from django.utils.text import slugify

from parcours.accounts.actions.founding import found_network
from parcours.accounts.actors import system
from parcours.accounts.models import Network, Organization
from parcours.accounts.queries import network_members_across
from parcours.cli.console import Console
from parcours.core.bilingual import in_language

REFUSED = 2
LONGEST = 60


def run(options: argparse.Namespace, console: Console) -> int:
    """Do what was asked; return 2 where something is missing or wrong, and then nothing was made."""
    return _add(options, console) if options.what == "add" else _list(console)


def _add(options: argparse.Namespace, console: Console) -> int:
    say = console.say
    names = {"name_en": options.name_en.strip(), "name_fr": options.name_fr.strip()}
    slug = options.slug or slugify(names["name_en"] or names["name_fr"])[:LONGEST]
    problem = ""
    if not any(names.values()):
        problem = say("A network needs a name. Give it with --name-en, --name-fr or both.")
    elif not slug or slug != slugify(slug):
        problem = say("“{slug}” cannot stand in an address. Use letters, digits and hyphens.", slug=slug)
    elif Network.objects.filter(slug=slug).exists():
        problem = say("There is a network “{slug}” already. Give another name with --slug.", slug=slug)
    if problem:
        console.progress(problem)
        return REFUSED
    network = found_network(by=system(None), slug=slug, **names)
    console.result(
        say(
            "{network} is there. Organizations join it under Partners, Networks.",
            network=_name(network, console),
        )
    )
    return 0


def _list(console: Console) -> int:
    found = list(Network.objects.order_by("slug"))
    members = network_members_across(network.pk for network in found)
    if console.as_json:
        rows = [
            {
                "slug": network.slug,
                "name_en": network.name_en,
                "name_fr": network.name_fr,
                "members": [member.slug for member in members[network.pk]],
            }
            for network in found
        ]
        console.result(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for network in found:
        named = ", ".join(_name(member, console) for member in members[network.pk])
        console.result(
            console.say(
                "{slug}: {name}. Members: {members}.",
                slug=network.slug,
                name=_name(network, console),
                members=named or console.say("none yet"),
            )
        )
    if not found:
        console.result(console.say("There are no networks yet. Add one with `parcours network add`."))
    return 0


def _name(row: Network | Organization, console: Console) -> str:
    return in_language(row.name_en, row.name_fr, console.say.code)
