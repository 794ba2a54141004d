"""What the demo's site holds: two organizations and the people around them, made through the real actions."""

import random
from collections.abc import Mapping

from django.db import transaction
from django.utils.text import slugify

from parcours.accounts.actions.founding import add_member, found_organization
from parcours.accounts.actions.organizations import change_details
from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.demo import story
from parcours.demo.people import NEWCOMERS
from parcours.demo.places import AGENCY, AT_HOME, CITY, CROWD, FACTS_ASKED, PARTNERS, PLACES
from parcours.web.public.personas import BY_KEY, PERSONAS

_SEED = 2026


def fill() -> None:
    """On the first start, put the demo's people into the database."""
    if not Organization.objects.exists():
        build()


@transaction.atomic
def build() -> None:
    """Put the organizations, everybody around them and what happened so far into an empty database."""
    admin = BY_KEY["administrator"]
    by = system(None)
    chance = random.Random(_SEED)  # noqa: S311 - the same people every time, and no secret
    names = {persona.name for persona in PERSONAS}
    for facts, email, name in PARTNERS:
        partner, _admin = found_organization(by=by, admin_email=email, admin_name=name, **facts)
        _add_personas(partner, AT_HOME.get(partner.slug, {}))
    for facts in (CITY, AGENCY):
        organization, user = found_organization(
            by=by, admin_email=admin.email, admin_name=admin.name, **facts
        )
        user.language, user.is_platform_admin = admin.language, True
        user.save(update_fields=["language", "is_platform_admin"])
        change_details(
            organization=organization, version=organization.version, by=by, facts_asked=FACTS_ASKED
        )
        _add_personas(organization, PLACES[organization.slug])
        _add_crowd(organization, chance, names)
    story.tell()


def _add_personas(organization: Organization, places: Mapping[str, Role]) -> None:
    for key, role in places.items():
        persona = BY_KEY[key]
        add_member(
            by=system(None),
            organization=organization,
            email=persona.email,
            name=persona.name,
            language=persona.language,
            role=role,
        )


def _add_crowd(organization: Organization, chance: random.Random, names: set[str]) -> None:
    """Add people whose ``names`` nobody else has."""
    for role, count in CROWD[organization.slug].items():
        for _number in range(count):
            name, is_french = _somebody(chance, names)
            add_member(
                by=system(organization),
                organization=organization,
                email=f"{slugify(name).replace('-', '.')}@mail.example",
                name=name,
                language="fr" if is_french else "en",
                role=Role(role),
            )


def _somebody(chance: random.Random, names: set[str]) -> tuple[str, bool]:
    """Return a name that is not among ``names`` yet, and add it; and whether the person works in French."""
    while True:
        origin = chance.choices(NEWCOMERS, [origin.weight for origin in NEWCOMERS])[0]
        name = f"{chance.choice(origin.given)} {chance.choice(origin.family)}"
        if name not in names:
            names.add(name)
            return name, origin.french
