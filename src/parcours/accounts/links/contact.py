"""What an organization holds about the two people it names: its contact, and its privacy officer."""

from parcours.accounts.models import Organization
from parcours.accounts.models.link import Purpose

_FIELDS = {
    Purpose.CONFIRM_CONTACT: ("contact_name", "contact_email", "contact_phone"),
    Purpose.CONFIRM_PRIVACY_OFFICER: ("privacy_officer_name", "privacy_officer_email"),
}


def held(organization: Organization, purpose: Purpose) -> dict[str, str]:
    """Return the fields about the person, by name: name, address and, for the contact, telephone."""
    return {field: getattr(organization, field) for field in _FIELDS[purpose]}


def address_field(purpose: Purpose) -> str:
    """Return the field with the address that a link for ``purpose`` is sent to."""
    return _FIELDS[purpose][1]
