"""What an entry of the audit log wrote down beside its verb, in words: names of fields, codes, dates, yes and no."""

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language, OrganizationKind, PartnershipRole
from parcours.accounts.models.link import Purpose
from parcours.accounts.roles import Role
from parcours.core.zones import ZONES
from parcours.people.consent.lists import HOW, PURPOSE
from parcours.people.kinds import Kind
from parcours.people.lists import MENTOR_STATUS, PARTICIPANT_STATUS, SUPERVISOR_STATUS
from parcours.people.sensitive import FACTS, Why
from parcours.people.states import BUTTONS
from parcours.web.profiles.sections import SECTIONS

type Words = str | Promise

_NOTHING = "–"

_PAGES: Mapping[str, Words] = MappingProxyType(
    {
        "appointments": _("Appointments"),
        "asks": _("Asks of employers"),
        "audit": _("Audit log"),
        "audit-verify": _("Audit log"),
        "cohort-report": _("Report of a cohort"),
        "frozen-report": _("Report of a cohort"),
        "cohort-report-people": _("Report of a cohort"),
        "consent-text": _("What people read"),
        "consent-texts": _("What people read"),
        "consents": _("Consents"),
        "breach": _("Register of breaches"),
        "breach-new": _("Register of breaches"),
        "breaches": _("Register of breaches"),
        "contacts": _("Confirm contact details"),
        "data-request": _("Request about own data"),
        "data-requests": _("Requests about own data"),
        "dashboard": _("Today"),
        "employer": _("Employer"),
        "erasures": _("Erasures"),
        "figures": _("Figures"),
        "home": _("First page"),
        "invitation_detail": _("Invitation"),
        "invitation_resend": _("Invitation"),
        "invitation_revoke": _("Invitation"),
        "invitations": _("Invitations"),
        "invite": _("Invite people"),
        "logo": _("Logo"),
        "installation-jobs": _("Background work"),
        "installation-messages": _("Sent messages"),
        "job": _("Background work"),
        "job-again": _("Background work"),
        "jobs": _("Background work"),
        "member": _("Person"),
        "member-role": _("Change the role"),
        "members": _("Members"),
        "members-end": _("End memberships"),
        "mentors": _("Mentors"),
        "message": _("Message"),
        "message-edit": _("Message"),
        "message-reset": _("Message"),
        "messages": _("Messages"),
        "my-data": _("My data"),
        "my-data-correction": _("My data"),
        "my-data-erasure": _("My data"),
        "my-data-json": _("My data"),
        "my-data-pdf": _("My data"),
        "network-join": _("Join a network"),
        "network-leave": _("Leave a network"),
        "networks": _("Networks"),
        "organization": _("Organization"),
        "organization-edit": _("Change the organization’s details"),
        "own-consent": _("What I allow"),
        "own-profile": _("My profile"),
        "participants": _("Participants"),
        "partnership": _("Partnership"),
        "partnership-add": _("Add a partner"),
        "partnership-end": _("End the partnership"),
        "partnerships": _("Partnerships"),
        "person": _("Person"),
        "person-consent": _("Consent"),
        "person-consent-ask": _("Consent"),
        "person-consent-heard": _("Consent"),
        "person-merge-with": _("Choose a record to compare"),
        "person-privacy": _("Hold or erase"),
        "person-sensitive": _("Sensitive facts"),
        "person-sensitive-change": _("Change sensitive facts"),
        "retention": _("Retention"),
        "sent": _("Sent messages"),
        "sent-again": _("Sent messages"),
        "sent-message": _("Sent messages"),
        "shared": _("Shared by partners"),
        "shared-person": _("Shared by partners"),
        "sign_in": _("Sign-in through your identity provider"),
        "sign_in_remove": _("Sign-in through your identity provider"),
        "supervisors": _("Supervisors"),
    }
)

NAMES: Mapping[str, Words] = MappingProxyType(
    {
        "consent": _("Purpose"),
        "partner": _("Partner"),
        "how": _("How"),
        "until_on": _("Until"),
        "version": _("Version"),
        "organization": _("Organization"),
        "network": _("Network"),
        "list": _("List"),
        "program": _("Program"),
        "message": _("Message"),
        "subject": _("Subject"),
        "text": _("Text"),
        "task": _("Work"),
        "page": _("Page"),
        "purpose": _("Purpose"),
        "why": _("Purpose"),
        "facts": _("Facts"),
        "cleared": _("Taken out"),
        "step": _("Step"),
        "fields": _("Fields"),
        "participant_status": _("Status"),
        "mentor_status": _("Status"),
        "supervisor_status": _("Status"),
        "issuer": _("Issuer"),
        "domains": _("Email domains"),
        "role": _("Role"),
        "roles": _("Roles"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
        "kind": _("Kind"),
        "rows": _("Rows"),
        "entries": _("Entries"),
        "first_bad": _("First entry that does not hold"),
        "fault": _("Fault"),
        "status": _("Answer"),
        "name_en": _("Name in English"),
        "name_fr": _("Name in French"),
        "language": _("Working language"),
        "time_zone": _("Time zone"),
        "contact_name": _("Contact"),
        "contact_email": _("Contact’s email address"),
        "contact_phone": _("Contact’s telephone"),
        "privacy_officer_name": _("Privacy officer"),
        "privacy_officer_email": _("Privacy officer’s email address"),
        "facts_asked": _("Sensitive facts that people are asked for"),
        "has_logo": _("Logo"),
        "asks_second_factor": _("Second factor asked by the provider"),
        "is_active": _("In use"),
        "secret_changed": _("Client secret changed"),
        "way": _("Way"),
        "ways": _("Ways"),
        "too_often": _("Too often"),
    }
)
"""What each field is called, in the order of telling. One that is not here keeps its stored name, and comes last."""
_ORDER = {field: place for place, field in enumerate(NAMES)}

_WAYS: Mapping[str, Words] = MappingProxyType(
    {
        "change": _("Change of the sign-in"),
        "code": _("Mailed code"),
        "confirm": _("Confirming who one is"),
        "factor": _("Second factor"),
        "mfa": _("Second factor"),
        "passkey": _("Passkey"),
        "password": _("Password"),
        "password_reset": _("Forgotten password"),
        "provider": _("Identity provider"),
        "sign_in": _("Password"),
    }
)

_PEOPLE: Mapping[str, Words] = MappingProxyType(dict(Role.choices))
_CODES: Mapping[str, Mapping[str, Words]] = MappingProxyType(
    {
        "consent": dict(PURPOSE.choices),
        "how": dict(HOW.choices),
        "kind": {
            **dict(OrganizationKind.choices),
            "csv": "CSV",
            "xlsx": "XLSX",
            "pdf": "PDF",
            **dict(Kind.choices),
        },
        "language": dict(Language.choices),
        "list": _PAGES,
        "page": _PAGES,
        "purpose": dict(Purpose.choices),
        "role": {**dict(PartnershipRole.choices), **_PEOPLE},
        "roles": _PEOPLE,
        "status": {"403": _("Not allowed"), "404": _("Not found")},
        "time_zone": ZONES,
        "why": dict(Why.choices),
        "facts": {name: fact.label for name, fact in FACTS.items()},
        "cleared": {name: fact.label for name, fact in FACTS.items()},
        "facts_asked": {name: fact.label for name, fact in FACTS.items()},
        "step": {section.key: section.title for section in SECTIONS},
        "way": {**_WAYS, **BUTTONS},
        "participant_status": dict(PARTICIPANT_STATUS.choices),
        "mentor_status": dict(MENTOR_STATUS.choices),
        "supervisor_status": dict(SUPERVISOR_STATUS.choices),
        "ways": _WAYS,
    }
)
"""The words for the codes of a field."""

_CHANGED = MappingProxyType(
    {
        "membership.role_changed": "role",
        "partnership.ended": "ends_on",
        "participant.status_changed": "participant_status",
        "mentor.status_changed": "mentor_status",
        "supervisor.status_changed": "supervisor_status",
    }
)
"""The field that an entry is about where it holds only what was there before and what is there after."""


def in_words(verb: str, more: Mapping[str, Any]) -> str:
    """Return the details of an entry as ``name: value`` and ``name: before → after``; empty where there are none."""
    rest = dict(more)
    parts = []
    if "before" in rest and "after" in rest:
        parts += _changes(_CHANGED.get(verb, ""), rest.pop("before"), rest.pop("after"))
    # One word for both would mislead: funders also fund, and a person may have that role.
    role_of = PartnershipRole if verb.startswith("partnership.") else Role
    for field, value in sorted(rest.items(), key=lambda item: _ORDER.get(item[0], len(_ORDER))):
        if field == "role" and value in role_of.values:
            parts.append(_named(field, str(role_of(value).label)))
        elif value is not None:
            parts.append(_named(field, _value(field, value)))
    return "; ".join(parts)


def _changes(field: str, before: object, after: object) -> list[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        return [_named(name, _arrow(name, before.get(name), value)) for name, value in after.items()]
    return [_named(field, _arrow(field, before, after)) if field else _arrow(field, before, after)]


def _arrow(field: str, before: object, after: object) -> str:
    return f"{_value(field, before)} → {_value(field, after)}"


def _named(field: str, value: str) -> str:
    return gettext("%(label)s: %(value)s") % {"label": NAMES.get(field, field), "value": value}


def _value(field: str, value: object) -> str:
    """Return a stored value as readers of the page's language write it."""
    match value:
        case None | "" | []:
            return _NOTHING
        case bool():
            return gettext("yes") if value else gettext("no")
        case list():
            return ", ".join(_value(field, one) for one in value)
    words = _CODES.get(field, {}).get(str(value))
    if words is not None:
        return str(words)
    if isinstance(value, int):
        return number_format(value)
    if field.endswith("_on"):
        with suppress(ValueError):
            return date_format(dt.date.fromisoformat(str(value)))
    return str(value)
