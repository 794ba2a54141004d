"""What the tables of accounts, and of the packages they stand on, hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import HASHED, SEALED, Held

_OWN = ("the person",)
_NOBODY = ("nobody; the program itself",)
_MEMBERS = (Permission.SEE_MEMBERS.value, "the person")
_ACCOUNT = "until the account is erased"
_A_WEEK = "7 days after the import has ended; 30 where nobody looks at it"
_ORGANIZATION = "as long as the organization is there"

PERSONAL = (
    Held(
        "accounts.organization",
        "contact_name contact_email contact_phone",
        "so that people know whom to ask",
        (Permission.SEE_ORGANIZATION.value, "the person, by link"),
        "until another contact is named",
    ),
    Held(
        "accounts.organization",
        "privacy_officer_name privacy_officer_email",
        "so that people know who answers for privacy",
        ("everybody", "the person, by link"),
        "until another officer is named",
    ),
    Held("accounts.user", "email name language", "to sign in, and to be addressed", _MEMBERS, _ACCOUNT),
    Held("accounts.user", "password", "to sign in", _NOBODY, _ACCOUNT, HASHED),
    Held("accounts.user", "last_login date_joined is_active", "to look after accounts", _MEMBERS, _ACCOUNT),
    Held("accounts.user", "is_platform_admin", "to know who runs the installation", _OWN, _ACCOUNT),
    Held(
        "accounts.membership",
        "user role since ended_at",
        "to know who may do what, and who could",
        _MEMBERS,
        _ACCOUNT,
    ),
    Held("accounts.membership", "called email", "to sort and find names", _NOBODY, _ACCOUNT),
    Held(
        "accounts.invitation",
        "email roles language invited_by sent_at accepted_at accepted_by revoked_at",
        "to let people in, and to know who did",
        (Permission.MANAGE_MEMBERS.value,),
        _ORGANIZATION,
    ),
    Held("accounts.invitation", "token_hash", "to know the link again", _NOBODY, _ORGANIZATION, HASHED),
    Held(
        "accounts.signedlink",
        "subject name email sent_by sent_at used_at revoked_at",
        "to let somebody without an account do one thing",
        (Permission.EDIT_ORGANIZATION.value, Permission.SEE_PEOPLE.value),
        _ORGANIZATION,
    ),
    Held("accounts.signedlink", "token_hash", "to know the link again", _NOBODY, _ORGANIZATION, HASHED),
    Held(
        "accounts.identity", "provider user subject since", "to sign in through a provider", _NOBODY, _ACCOUNT
    ),
    Held(
        "accounts.import",
        "given file by findings",
        "to take people in from a spreadsheet",
        (Permission.MANAGE_MEMBERS.value, Permission.MANAGE_PEOPLE.value),
        _A_WEEK,
    ),
    Held(
        "accounts.importrow",
        "values findings",
        "to show what a row will do before it does it",
        (Permission.MANAGE_MEMBERS.value, Permission.MANAGE_PEOPLE.value),
        _A_WEEK,
    ),
    Held(
        "accounts.auditentry",
        "actor about what commitment",
        "to prove what was done, under pseudonyms",
        (Permission.SEE_AUDIT.value,),
        "for good; without the salt it is about nobody",
        HASHED,
    ),
    Held(
        "accounts.auditcontent",
        "entry actor about what what_id sealed",
        "to say who did what to whom",
        (Permission.SEE_AUDIT.value,),
        "until the person is erased",
        SEALED,
    ),
    Held(
        "accounts.auditperson",
        "user sealed_salt",
        "to name a person in the log",
        _NOBODY,
        "until the person is erased",
        SEALED,
    ),
    Held(
        "account.emailaddress",
        "user email verified primary",
        "to know that an address is the person’s",
        _OWN,
        _ACCOUNT,
    ),
    Held(
        "account.emailconfirmation",
        "email_address key created sent",
        "to confirm an address",
        _NOBODY,
        _ACCOUNT,
    ),
    Held(
        "mfa.authenticator", "user type created_at last_used_at", "to ask for a second factor", _OWN, _ACCOUNT
    ),
    Held("mfa.authenticator", "data", "to check a second factor", _NOBODY, _ACCOUNT, SEALED),
    Held(
        "usersessions.usersession",
        "user created_at ip last_seen_at session_key user_agent data",
        "to show the person where they are signed in",
        _OWN,
        "until the sign-in ends",
    ),
    Held(
        "sessions.session",
        "session_key session_data expire_date",
        "to stay signed in",
        _NOBODY,
        "twelve hours at most",
        SEALED,
    ),
)

IMPERSONAL = {
    "accounts.organization": "slug kind name_en name_fr logo language time_zone facts_asked is_active created_at",
    "accounts.auditchain": "id length head salt",
    "accounts.auditentry": "chain number time verb previous hash",
    "accounts.identityprovider": "issuer client_id sealed_secret domains asks_second_factor is_active",
    "accounts.import": "kind digest into created_at status mode unused_columns total handled alive_at ended_at counted",
    "accounts.importrow": "source number outcome",
    "accounts.invitation": "created_at expires_at",
    "accounts.signedlink": "purpose expires_at",
    "accounts.network": "slug name_en name_fr",
    "accounts.networkmember": "network joined_on left_on",
    "accounts.partnership": "partner role scope starts_on ends_on",
    "auth.permission": "name content_type codename",
    "auth.group": "name",
    "contenttypes.contenttype": "app_label model",
    # Jobs are given numbers of rows.
    "django_tasks_database.dbtaskresult": (
        "id status enqueued_at started_at finished_at args_kwargs priority task_path worker_ids queue_name "
        "backend_name run_after return_value exception_class_path traceback"
    ),
}
