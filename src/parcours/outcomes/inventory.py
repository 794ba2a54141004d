"""What the tables of outcomes hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import HASHED, SEALED, Held

_STAFF = (Permission.MANAGE_PROGRAMS.value, "the person")
_ASKING = (*_STAFF, "the partner who asks, as the person allows")
_KEPT = "with the person’s record"

PERSONAL = (
    Held(
        "outcomes.closing",
        "mentorship cohort person side name minutes started_on ended_on issued_on issued_by revoked_at",
        "to certify what the person did, and to say whether a certificate is genuine",
        (*_STAFF, "whoever holds the certificate: the initials"),
        _KEPT,
    ),
    Held(
        "outcomes.closing",
        "token_hash",
        "to find a certificate by the secret of its check link",
        ("nobody",),
        _KEPT,
        HASHED,
    ),
    Held(
        "outcomes.closing",
        "sealed_token",
        "to print a certificate again with the same check link",
        ("nobody",),
        _KEPT,
        SEALED,
    ),
    Held(
        "outcomes.closing",
        "wish wished_at invited_at",
        "to invite whoever would like to be a mentor",
        _STAFF,
        _KEPT,
    ),
    Held(
        "outcomes.closing",
        "manager_name manager_email manager_allowed_at manager_thanked_at",
        "to thank the manager of a mentor once, as the mentor allowed",
        _STAFF,
        "name and address until the letter is sent; the rest with the mentor’s record",
    ),
    Held(
        "outcomes.followup",
        "cohort participant point due_on before_days after_days status asked_at reminded_at next_on handed_to "
        "recorded_by",
        "to know whom to ask after the program, and how many answered",
        _ASKING,
        _KEPT,
    ),
    Held(
        "outcomes.followup",
        "answered_on source evidence employment job_title noc hours wage permanence licence self_match job_source",
        "to know whether people work in their profession after the program",
        _ASKING,
        _KEPT,
    ),
    Held(
        "outcomes.followup",
        "sealed_words",
        "to read what people add in their own words",
        _ASKING,
        _KEPT,
        SEALED,
    ),
    Held(
        "outcomes.attempt",
        "follow_up made_on made_by how reached_at ended",
        "to try on different days, and not more often than agreed",
        _ASKING,
        _KEPT,
    ),
)

IMPERSONAL: dict[str, str] = {}
