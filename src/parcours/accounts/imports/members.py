"""Members of an organization from a spreadsheet: each new row becomes an invitation."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.invitations import invite
from parcours.accounts.actors import Actor
from parcours.accounts.imports.kinds import Kind, Look, Problem, Understood
from parcours.accounts.models import Invitation, Membership
from parcours.accounts.models.imports import RowOutcome
from parcours.accounts.roles import Permission, Role
from parcours.core.language import N_
from parcours.core.refusals import NotAllowed, Refused
from parcours.tables.cells import as_text
from parcours.tables.findings import Findings
from parcours.tables.headers import Names, Table
from parcours.tables.text import fold

_COLUMNS: Mapping[str, Sequence[str]] = {
    "email": (
        "courriel", "e-mail", "mail", "mél", "adresse courriel", "adresse de courriel", "email address",
        "e-mail address", "adresse électronique",
    ),
    "role": ("rôle", "roles", "fonction", "function", "kind", "type"),
    "language": ("langue", "lang", "preferred language", "langue préférée", "langue de préférence"),
}  # fmt: skip

_ROLES: Mapping[str, Role] = {
    fold(word): role
    for role, words in {
        Role.PARTICIPANT: (
            "participant",
            "participante",
            "mentee",
            "mentoré",
            "mentorée",
            "client",
            "stagiaire",
        ),
        Role.MENTOR: ("mentor", "mentore", "mentors"),
        Role.SUPERVISOR: ("supervisor", "host supervisor", "site supervisor", "maître de stage"),
        Role.EMPLOYER: (
            "employer",
            "employer contact",
            "hr",
            "employeur",
            "rh",
            "personne-ressource de l’employeur",
        ),
        Role.COUNSELLOR: (
            "counsellor",
            "counselor",
            "partner counsellor",
            "conseiller",
            "conseillère",
            "conseil",
        ),
        Role.COORDINATOR: ("coordinator", "coordonnateur", "coordonnatrice", "coordination"),
        Role.ADMINISTRATOR: ("administrator", "admin", "administrateur", "administratrice", "administration"),
        Role.FUNDER: ("funder", "bailleur de fonds"),
    }.items()
    for word in (role.value, *words)
}

_LANGUAGES: Mapping[str, str] = {
    fold(word): code
    for code, words in {
        "en": ("en", "eng", "english", "anglais"),
        "fr": ("fr", "fra", "fre", "french", "français"),
    }.items()
    for word in words
}


def understand(cells: Mapping[str, str]) -> Understood:
    """Return what a row says about somebody to invite."""
    problems: list[Problem] = []
    email = cells["email"].strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        problems.append(
            Problem(
                "email",
                N_("“{value}” is not an email address.") if email else N_("The email address is missing."),
                N_("Write an address such as name@example.org."),
                {"value": email[:60]},
            )
        )
    role = _ROLES.get(fold(cells["role"]))
    if role is None:
        problems.append(
            Problem(
                "role",
                N_("“{value}” is not a role.") if cells["role"] else N_("The role is missing."),
                N_("Write one of: {roles}."),
                {"value": cells["role"][:60], "roles": [role.value for role in Role]},
            )
        )
    language = _LANGUAGES.get(fold(cells["language"])) if cells["language"] else "en"
    if language is None:
        problems.append(
            Problem(
                "language",
                N_("“{value}” is not a language of the site."),
                N_("Write en or fr, or leave the cell empty."),
                {"value": cells["language"][:60]},
            )
        )
    values = {"email": email, "role": str(role or ""), "language": language}
    return Understood(values, problems, f"{email} {role}")


def understand_rows(table: Table, _findings: Findings) -> Iterator[tuple[int, Understood]]:
    """Give each row with what it says, and its cells as they were written."""
    for number, row in table.rows:
        cells = {name: as_text(table.cell(row, name)) for name in _COLUMNS}
        said = understand(cells)
        yield number, Understood(said.values | {"_cells": cells}, said.problems, said.key)


def look(rows: Sequence[Mapping[str, Any]]) -> list[Look]:
    """Return for each row whether the person is a member in this role, or has an open invitation, already."""
    emails = {row["email"] for row in rows}
    members = set(
        Membership.objects.filter(user__email__in=emails, ended_at=None).values_list("user__email", "role")
    )
    invited = set(
        Invitation.objects.filter(
            email__in=emails, accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()
        ).values_list("email", flat=True)
    )
    return [
        Look(
            RowOutcome.UNCHANGED
            if (row["email"], row["role"]) in members or row["email"] in invited
            else RowOutcome.NEW
        )
        for row in rows
    ]


def apply(by: Actor, rows: Sequence[Mapping[str, Any]]) -> list[RowOutcome | Problem]:
    """Invite the person of each row, unless that is done."""
    return [_apply_one(by, row) for row in rows]


def _apply_one(by: Actor, row: Mapping[str, Any]) -> RowOutcome | Problem:
    if look([row])[0].outcome == RowOutcome.UNCHANGED:
        return RowOutcome.UNCHANGED
    try:
        with transaction.atomic():
            invite(
                by=by,
                emails=[row["email"]],
                roles=[Role(row["role"])],
                language=row["language"],
                address=_address,
            )
    except (NotAllowed, Refused) as refusal:
        return Problem("", N_("{reason}"), "", {"reason": str(refusal)})
    return RowOutcome.APPLIED


def _address(token: str) -> str:
    return settings.BASE_URL + reverse("invitation_opened", args=[token])


MEMBERS = Kind(
    key="members",
    name=_("Members"),
    needs=Permission.MANAGE_MEMBERS,
    names=Names(_COLUMNS),
    required=(("email",), ("role",)),
    understand=understand_rows,
    look=look,
    apply=apply,
    step=50,
    page="import",
)
