"""What the tables of webhooks hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import SEALED, Held

_NOBODY = ("nobody; the program itself",)

PERSONAL = (
    Held(
        "webhooks.delivery",
        "event person member happened_at data",
        "to keep other systems of the organization in step; numbers and codes only",
        (Permission.MANAGE_WEBHOOKS.value, "the system that is told"),
        "30 days, or until the person is erased",
    ),
    Held(
        "webhooks.endpoint",
        "sealed_secret",
        "to sign what is sent; about no person",
        _NOBODY,
        "until it is replaced, and a day more, or with the endpoint",
        SEALED,
    ),
    Held(
        "webhooks.endpoint",
        "sealed_former",
        "to sign while the other system changes it",
        _NOBODY,
        "a day",
        SEALED,
    ),
)

IMPERSONAL = {
    "webhooks.endpoint": "url events note former_until made_at stopped stopped_at "
    "failures failing_since rests_until worker leased_until",
    "webhooks.delivery": "endpoint uid state tried_since due_at attempts answer status ended_at",
}
"""Fields that are about no person, by table."""
