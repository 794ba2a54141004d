"""The organizations of the demo, and who is what in them. All are invented."""

from collections.abc import Mapping

from parcours.accounts.roles import Role

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
FACTS_ASKED = ["immigration_class", "birth_date", "countries"]
"""What both ask their people, for the rules of their programs and the funder's report."""

COUNCIL = {
    "slug": "harbour",
    "kind": "isa",
    "language": "en",
    "name": "Harbour Employment Council",
    "name_fr": "Conseil de l’emploi du Havre",
    "contact_name": "Hanna Lindqvist",
    "contact_email": "referrals@harbour.example",
    "contact_phone": "555-0121",
}
AGENCIES = tuple(
    {
        "slug": slug,
        "kind": "isa",
        "language": "en",
        "name": name,
        "name_fr": name_fr,
        "contact_name": contact,
        "contact_email": f"mentoring@{slug}.example",
    }
    for slug, name, name_fr, contact in (
        ("juniper", "Juniper Settlement House", "Maison d’accueil Juniper", "Salma Farid"),
        ("open-compass", "Open Compass Employment", "Emploi Boussole ouverte", "Victor Lam"),
    )
)
"""Two more agencies of the yearly cohort that the city, the council and three agencies share."""

DEPARTMENTS = tuple(
    {
        "slug": slug,
        "kind": "government",
        "language": "en",
        "name": name,
        "name_fr": name_fr,
        "contact_name": contact,
        "contact_email": f"mentoring@{slug}.example",
    }
    for slug, name, name_fr, contact in (
        ("coastal-works", "Department of Coastal Works", "Ministère des Travaux côtiers", "Ruth Abelard"),
        (
            "public-ledgers",
            "Department of Public Ledgers",
            "Ministère des Comptes publics",
            "Anton Verhoeven",
        ),
        ("clean-waters", "Department of Clean Waters", "Ministère des Eaux propres", "Mireille Sauvé"),
        ("open-records", "Department of Open Records", "Ministère des Archives ouvertes", "Dale Whitaker"),
    )
)
"""Four invented departments that lend mentors to the council’s program."""

FUND = {
    "slug": "lakeside-fund",
    "kind": "funder",
    "language": "fr",
    "name": "Fonds Compétences du Lac",
    "name_en": "Lakeside Skills Fund",
    "contact_name": "Grace Whitfield",
    "contact_email": "programs@fund.example",
}

PLACES: Mapping[str, Mapping[str, Role]] = {
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
        "counsellor": Role.COUNSELLOR,
        "participant": Role.PARTICIPANT,
        "funder": Role.FUNDER,
    },
}
"""Which personas belong to which organization, and as what; the administrator founds both."""

AT_HOME = {
    "lakeside-fund": {"funder": Role.FUNDER},
    "harbour": {"administrator": Role.ADMINISTRATOR, "counsellor": Role.COORDINATOR},
    "coastal-works": {"administrator": Role.ADMINISTRATOR},
}
"""The same for organizations that work with the two."""

CROWD: Mapping[str, Mapping[Role, int]] = {
    "rivermouth": {Role.MENTOR: 24, Role.SUPERVISOR: 6, Role.EMPLOYER: 2},
    "northgate": {Role.PARTICIPANT: 31, Role.COUNSELLOR: 3},
}
"""How many further people each organization has in each role."""

PARTNERS = (
    (COUNCIL, "ines.caron@harbour.example", "Inès Caron"),
    (FUND, "paul.mercier@fund.example", "Paul Mercier"),
    *((one, one["contact_email"], one["contact_name"]) for one in (*AGENCIES, *DEPARTMENTS)),
)
"""Organizations that work with the two, with whoever administers them."""
