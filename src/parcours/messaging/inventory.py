"""What the tables of messages hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import HASHED, SEALED, Held

_NOBODY = ("nobody; the program itself",)
_STAFF = (Permission.MANAGE_MESSAGES.value,)
_KNOWN = "a year after it was written, or with the person"
_WANTED = "with the person"

PERSONAL = (
    Held(
        "messaging.outgoing",
        "to about language state problem created_at sent_at",
        "to know what somebody was sent, and whether it arrived",
        _STAFF,
        _KNOWN,
    ),
    Held(
        "messaging.outgoing",
        "sealed",
        "to deliver it, and to look at it where it does not arrive",
        _STAFF,
        "7 days once sent, 30 days where it failed, at once where it carries a code or a link",
        SEALED,
    ),
    Held(
        "messaging.preferences",
        "user time_zone quiet_from quiet_until pace digest_day digest_hour",
        "to write when it suits them",
        ("the person",),
        _WANTED,
    ),
    Held(
        "messaging.subscription",
        "to key ended_at",
        "to send nothing that they do not want",
        ("the person",),
        _WANTED,
    ),
    Held(
        "messaging.subscription",
        "sealed_token",
        "to put the link into the next message",
        _NOBODY,
        _WANTED,
        SEALED,
    ),
    Held("messaging.subscription", "token_hash", "to know the link again", _NOBODY, _WANTED, HASHED),
)

IMPERSONAL = {
    "messaging.outgoing": "key dedup message_id priority tried_since due_at expires_at attempts worker leased_until "
    "gathered_into",
    "messaging.wording": "program key language subject text changed_at",
}
"""Fields that are about no person, by table."""
