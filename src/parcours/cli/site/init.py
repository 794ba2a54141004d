"""`parcours init`: from nothing to a site with an organization and somebody who runs it."""

import argparse
import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import slugify

from parcours.accounts.actions.founding import found_organization
from parcours.accounts.actors import system
from parcours.accounts.kinds import OrganizationKind
from parcours.accounts.models import Organization, User
from parcours.cli.console import Console
from parcours.cli.site.database import answers, upgrade

REFUSED = 2


def run(options: argparse.Namespace, console: Console) -> int:
    """Set the site up; return 2 where something is missing or wrong, and then nothing but empty tables was made."""
    say = console.say
    if not answers():
        console.progress(say("The database does not answer. `parcours check` says what to do."))
        return REFUSED
    upgrade()
    if Organization.objects.exists() and not options.another:
        console.progress(say("This site is set up already. `parcours check` says how it is."))
        return REFUSED
    try:
        asked = _asked(options, console)
        password = _password(console) if sys.stdin.isatty() and not options.no_input else None
    except ValueError as problem:
        console.progress(str(problem))
        return REFUSED
    is_first = not Organization.objects.exists()
    organization, admin = found_organization(by=system(None), password=password, **asked)
    values = {"organization": organization.name, "email": admin.email}
    if not is_first:
        console.result(say("{organization} is there, and {email} administers it.", **values))
        return 0
    admin.is_platform_admin = True
    admin.save(update_fields=["is_platform_admin"])
    console.result(
        say(
            "{organization} is there, and {email} runs it. Start the site with `parcours serve` and the background "
            "work with `parcours worker`.",
            **values,
        )
    )
    if options.database:
        console.result(say("Set DATABASE_URL to the same address for these commands."))
    if password is None:
        console.result(say("They sign in with “Have a code mailed to you”: no password is set."))
    return 0


def _asked(options: argparse.Namespace, console: Console) -> dict[str, str]:
    """Return what was given or answered. Raises ValueError with a sentence for what is missing or wrong."""
    say = console.say

    def answer(given: str | None, flag: str, question: str, default: str = "") -> str:
        if given is None and default and options.no_input:
            return default
        if given is None and not options.no_input:
            given = input(f"{question}{f' [{default}]' if default else ''} ").strip() or default
        if not given or not given.strip():
            raise ValueError(say("{flag} is missing.", flag=flag))
        return given.strip()

    name = answer(options.organization, "--organization", say("Name of the organization:"))
    slug = answer(options.slug, "--slug", say("Its short name in addresses:"), slugify(name)[:60])
    kind = answer(options.kind, "--kind", say("What it is (isa, employer, municipality, …):"), "isa")
    email = answer(options.admin_email, "--admin-email", say("The administrator’s email address:"))
    person = answer(options.admin_name, "--admin-name", say("The administrator’s name:"))
    if kind not in OrganizationKind.values:
        raise ValueError(
            say(
                "There is no kind “{kind}”. Choose: {kinds}.",
                kind=kind,
                kinds=", ".join(OrganizationKind.values),
            )
        )
    if slug != slugify(slug):
        raise ValueError(
            say("“{slug}” cannot stand in an address. Use letters, digits and hyphens.", slug=slug)
        )
    if Organization.objects.filter(slug=slug).exists():
        raise ValueError(
            say("There is an organization “{slug}” already. Give another name with --slug.", slug=slug)
        )
    try:
        validate_email(email)
    except ValidationError as problem:
        raise ValueError(say("“{email}” is not an email address.", email=email)) from problem
    return {
        "name": name,
        "slug": slug,
        "kind": kind,
        "language": console.say.code,
        "admin_email": email,
        "admin_name": person,
    }


def _password(console: Console) -> str | None:
    """Ask for a password twice; nothing typed means none. Raises ValueError where it is weak or not the same."""
    say = console.say
    first = getpass.getpass(say("Password (empty: sign in by mailed code):") + " ")
    if not first:
        return None
    if first != getpass.getpass(say("The same again:") + " "):
        raise ValueError(say("The two passwords differ."))
    try:
        validate_password(first, User())
    except ValidationError as problem:
        raise ValueError(" ".join(problem.messages)) from problem
    return first
