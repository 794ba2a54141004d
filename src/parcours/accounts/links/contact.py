"""What an organization holds about the two people it names: its contact, and its privacy officer."""

from parcours.accounts.models import Organization
from parcours.accounts.models.link import Purpose

FIELDS = {
    Purpose.CONFIRM_CONTACT: ("contact_name", "contact_email", "contact_phone"),
    Purpose.CONFIRM_PRIVACY_OFFICER: ("privacy_officer_name", "privacy_officer_email"),
}
"""The fields about the person whom a link for each purpose is sent to."""


def held(organization: Organization, purpose: Purpose) -> dict[str, str]:
    """Return the fields about the person, by name: name, address and, for the contact, telephone."""
    return {field: getattr(organization, field) for field in FIELDS[purpose]}
