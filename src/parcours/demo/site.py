"""What the demo's site holds: two organizations and the people around them, made through the real actions."""

import random

from django.db import transaction

from parcours.accounts.actions.founding import add_member, found_organization
from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.cli.site.database import upgrade
from parcours.demo.people import NEWCOMERS
from parcours.web.public.personas import BY_KEY

CITY = {
    "slug": "rivermouth",
    "kind": "municipality",
    "language": "en",
    "name": "City of Rivermouth",
    "name_fr": "Ville de Rivermouth",
    "contact_name": "Maya Fontaine",
    "contact_email": "mentoring@rivermouth.example",
    "contact_phone": "555-0142",
    "privacy_officer_name": "Oren Castellane",
    "privacy_officer_email": "privacy@rivermouth.example",
}
AGENCY = {
    "slug": "northgate",
    "kind": "isa",
    "language": "en",
    "name": "Northgate Newcomer Services",
    "name_fr": "Services aux nouveaux arrivants Northgate",
    "contact_name": "Daniel Okafor",
    "contact_email": "bonjour@northgate.example",
    "contact_phone": "555-0177",
    "privacy_officer_name": "Thomas Leclair",
    "privacy_officer_email": "privacy@northgate.example",
}

PLACES = {
    "rivermouth": {
        "coordinator-city": Role.COORDINATOR,
        "mentor": Role.MENTOR,
        "supervisor": Role.SUPERVISOR,
        "counsellor": Role.COUNSELLOR,
        "funder": Role.FUNDER,
        "participant": Role.PARTICIPANT,
    },
    "northgate": {
        "coordinator-agency": Role.COORDINATOR,
        "participant": Role.PARTICIPANT,
        "funder": Role.FUNDER,
    },
}
"""Which personas belong to which organization, and as what; the administrator founds both."""

CROWD = {
    "rivermouth": {Role.MENTOR: 24, Role.SUPERVISOR: 6, Role.EMPLOYER: 2},
    "northgate": {Role.PARTICIPANT: 31, Role.COUNSELLOR: 3},
}
"""How many further people each organization has in each role."""

_SEED = 2026


def fill() -> None:
    """Bring the database up to date and, on the first start, put the demo's people into it."""
    upgrade()
    if not Organization.objects.exists():
        build()


@transaction.atomic
def build() -> None:
    """Put both organizations and everybody around them into an empty database."""
    admin = BY_KEY["administrator"]
    by = system(None)
    chance = random.Random(_SEED)  # noqa: S311 - the same people every time, and no secret
    for facts in (CITY, AGENCY):
        organization, user = found_organization(
            by=by, admin_email=admin.email, admin_name=admin.name, **facts
        )
        user.language = admin.language
        user.save(update_fields=["language"])
        for key, role in PLACES[organization.slug].items():
            persona = BY_KEY[key]
            add_member(
                by=by,
                organization=organization,
                email=persona.email,
                name=persona.name,
                language=persona.language,
                role=role,
            )
        _add_crowd(organization, chance)


def _add_crowd(organization: Organization, chance: random.Random) -> None:
    for role, count in CROWD[organization.slug].items():
        for number in range(count):
            origin = chance.choices(NEWCOMERS, [origin.weight for origin in NEWCOMERS])[0]
            name = f"{chance.choice(origin.given)} {chance.choice(origin.family)}"
            add_member(
                by=system(organization),
                organization=organization,
                email=f"{organization.slug}.{role}.{number + 1}@mail.example",
                name=name,
                language="fr" if origin.french else "en",
                role=role,
            )
