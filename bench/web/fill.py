"""A large site, and people who are signed in to it.

Organizations, their administrators and the people who use the site are made by the product's own actions. The 100,000
others are written in bulk, column by column what the action writes for each: by the action it would take a quarter of
an hour. The sign-ins are made by the framework, without the page, where a hundred passwords would be worked out.
"""

import json
import random
from itertools import batched
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.test import Client
from django_scopes import scope

from bench.web.actions import ACTIVE, OTHERS, PEOPLE, PEOPLE_OF_OTHERS, SLUG
from bench.web.log import keep_log
from bench.web.people import take_in
from parcours.accounts.actions.founding import add_member, found_organization
from parcours.accounts.actors import system
from parcours.accounts.models import Membership, Organization, User
from parcours.accounts.roles import Role
from parcours.cli.site.database import upgrade
from parcours.demo.people import NEWCOMERS

ROLES = {Role.PARTICIPANT: 70, Role.MENTOR: 20, Role.SUPERVISOR: 6, Role.EMPLOYER: 3, Role.COUNSELLOR: 1}
CSRF = "bench" * 6 + "ok"  # a form's token is compared with its cookie: 32 letters will do


def main(out: Path) -> None:
    """Fill the site, and write who is signed in, with memberships and people for each, into ``out``."""
    upgrade()
    chance = random.Random(2026)  # noqa: S311 - the same people every time
    for number in range(OTHERS):
        crowd(organization(f"other-{number + 1}"), PEOPLE_OF_OTHERS, chance)
    large = organization(SLUG)
    members = crowd(large, PEOPLE, chance)
    people = take_in(large, PEOPLE, chance)
    keep_log(large, User.objects.get(email=f"admin@{SLUG}.example"))
    visitors = [visitor(large, number) for number in range(ACTIVE)]
    for number, found in enumerate(visitors):  # each has others to change, and to look at
        found |= {"members": members[number::ACTIVE], "people": people[number::ACTIVE]}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as the server does by itself within minutes
    out.write_text(json.dumps(visitors), encoding="utf-8")


def organization(slug: str) -> Organization:
    """Found an organization."""
    found, _admin = found_organization(
        by=system(None),
        name=slug.title(),
        slug=slug,
        kind="isa",
        language="en",
        admin_email=f"admin@{slug}.example",
        admin_name=f"Administrator of {slug}",
    )
    return found


@transaction.atomic
def crowd(of: Organization, count: int, chance: random.Random) -> list[int]:
    """Give an organization so many people, and return the numbers of their memberships."""
    nobody = make_password(None)
    made: list[int] = []
    for numbers in batched(range(count), 5_000):
        users = User.objects.bulk_create([_person(of.slug, number, nobody, chance) for number in numbers])
        roles = chance.choices(list(ROLES), list(ROLES.values()), k=len(users))
        with scope(organization=of):
            rows = Membership.objects.bulk_create(
                Membership(organization=of, user=user, role=role, called=user.called, email=user.email)
                for user, role in zip(users, roles, strict=True)
            )
        made += [row.pk for row in rows]
    return made


def _person(slug: str, number: int, password: str, chance: random.Random) -> User:
    origin = chance.choices(NEWCOMERS, [origin.weight for origin in NEWCOMERS])[0]
    return User(
        email=f"person-{number}@{slug}.example",
        name=f"{chance.choice(origin.given)} {chance.choice(origin.family)}",
        password=password,
        language="fr" if origin.french else "en",
    )


def visitor(of: Organization, number: int) -> dict[str, object]:
    """Add an administrator, sign them in, and return their cookies."""
    user = add_member(
        by=system(of),
        organization=of,
        email=f"visitor-{number}@{of.slug}.example",
        name=f"Visitor {number}",
        language="en",
        role=Role.ADMINISTRATOR,
    )
    # Staff must have a second factor. It is not asked for again while they stay signed in.
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt("bench")})
    client = Client()
    client.force_login(user)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    return {"cookies": cookies | {"csrftoken": CSRF}, "csrf": CSRF}
