"""The categories in which people read what is held about them; labels of fields that have none of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Category:
    """A category: its tables, what it is called, and what it is kept for."""

    key: str
    label: str | Promise
    purpose: str | Promise
    tables: tuple[str, ...]


CATEGORIES = (
    Category(
        "profile",
        _("Profile"),
        _("To find people for each other, to reach you, and to advise."),
        (
            "people.person",
            "people.participant",
            "people.mentor",
            "people.mentorpause",
            "people.supervisor",
            "people.profilerequest",
        ),
    ),
    Category(
        "story",
        _("Work, education and languages"),
        _("To match by profession and experience, and to advise on recognition."),
        ("people.occupationheld", "people.experience", "people.education", "people.languageskill"),
    ),
    Category(
        "sensitive",
        _("Sensitive facts"),
        _("For a program’s rule, the funder’s report, or a match as you asked. Kept apart and sealed."),
        ("people.sensitivefacts",),
    ),
    Category(
        "consent",
        _("What you allow"),
        _("To do with your data what you said yes to, and nothing else."),
        ("consent.consentact", "consent.consentrequest", "consent.consentreminder", "consent.consenttext"),
    ),
    Category(
        "documents",
        _("CV and other documents"),
        _("To get to know your experience, and to show your CV to whom you allow it."),
        ("documents.document", "documents.showing"),
    ),
    Category(
        "meetings",
        _("Appointments"),
        _("To invite you, and to show your appointments in your own calendar."),
        ("calendar.appointment", "calendar.attendee", "calendar.feed"),
    ),
    Category(
        "applications",
        _("Applications and taking part"),
        _("To decide who takes part in a program, and to tell you where you stand."),
        (
            "applications.application",
            "applications.review",
            "applications.mentorplace",
            "applications.screeningstep",
            "today.decision",
        ),
    ),
    Category(
        "matches",
        _("Matches and mentorships"),
        _("To find somebody who fits, and to know what became of it."),
        (
            "engagements.mentorship",
            "engagements.signature",
            "engagements.planitem",
            "engagements.session",
            "engagements.note",
            "engagements.concern",
            "engagements.measure",
            "matching.candidate",
            "matching.unplaced",
            "matching.exclusion",
            "matching.wish",
            "matching.run",
        ),
    ),
    Category(
        "outcomes",
        _("Certificates and follow-up"),
        _("To certify what you did, and to know whether the program helped."),
        ("outcomes.closing", "outcomes.followup", "outcomes.attempt"),
    ),
    Category(
        "surveys",
        _("Questions and your answers"),
        _("To help you in time, and to know what the program does for people."),
        ("surveys.surveyrequest", "surveys.answer"),
    ),
    Category(
        "messages",
        _("Messages"),
        _("To know what you were sent, and whether it arrived."),
        ("messaging.outgoing", "messaging.preferences", "messaging.subscription"),
    ),
    Category(
        "systems",
        _("Other systems"),
        _("To keep other systems of the organization in step. They are told numbers and codes only."),
        ("webhooks.delivery", "webhooks.endpoint"),
    ),
    Category(
        "account",
        _("Account and sign-in"),
        _("So that you, and nobody else, can sign in as you."),
        (
            "accounts.user",
            "accounts.membership",
            "account.emailaddress",
            "account.emailconfirmation",
            "mfa.authenticator",
            "usersessions.usersession",
            "sessions.session",
            "accounts.identity",
        ),
    ),
    Category(
        "coming",
        _("How you came here"),
        _("To let you in, and to know who did."),
        (
            "accounts.invitation",
            "accounts.signedlink",
            "accounts.import",
            "accounts.importrow",
            "accounts.organization",
            "people_imports.origin",
        ),
    ),
    Category(
        "duplicates",
        _("One record for each person"),
        _(
            "To notice that somebody is on file twice. Keys and hashes only, but for what a merge can be undone with."
        ),
        ("duplicates.mark", "duplicates.block", "duplicates.trace", "duplicates.pair", "duplicates.merge"),
    ),
    Category(
        "privacy",
        _("Requests and holds"),
        _("To answer what you ask about your data, and to keep what the law asks for."),
        ("privacy.datarequest", "privacy.hold", "privacy.erasure", "privacy.tombstone", "privacy.breach"),
    ),
    Category(
        "log",
        _("Audit log"),
        _("To prove what was done, by whom, and who looked."),
        (
            "exports.export",
            "frozen.frozenreport",
            "accounts.auditentry",
            "accounts.auditcontent",
            "accounts.auditperson",
        ),
    ),
)
"""All of them, in the order in which they are shown. A test fails for a table of the inventory that is in none."""

LABELS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "called": _("Key that sorts names"),
        "email_key": _("Key that finds the address"),
        "accounts.membership.email": _("Key that finds the address"),
        "user": _("Account"),
        "about": _("About"),
        "person": _("Person"),
        "mentor": _("Mentor"),
        "invited_by": _("Invited by"),
        "accepted_by": _("Accepted by"),
        "sent_by": _("Sent by"),
        "asked_by": _("Asked by"),
        "answered_by": _("Answered by"),
        "placed_by": _("Placed by"),
        "decided_by": _("Decided by"),
        "decided_as": _("Decided as"),
        "entered_by": _("Entered by"),
        "made_by": _("Made by"),
        "by": _("Uploaded by"),
        "subject": _("Subject"),
        "token_hash": _("Hash of the secret"),
        "sealed_token": _("Secret of the link"),
        "sealed_salt": _("Secret of the audit log"),
        "provider": _("Provider"),
        "since": _("Since"),
        "file": _("File"),
        "findings": _("Problems found"),
        "values": _("What the row says"),
        "actor": _("Done by"),
        "what": _("Concerned"),
        "what_id": _("Number of the row"),
        "commitment": _("Seal of the content"),
        "entry": _("Entry"),
        "accounts.auditcontent.sealed": _("Content of the entry"),
        "messaging.outgoing.sealed": _("What it said"),
        "type": _("Kind"),
        "mfa.authenticator.data": _("Secret of the second factor"),
        "usersessions.usersession.data": _("Details"),
        "created_at": _("Since"),
        "last_used_at": _("Last used"),
        "ip": _("Network address"),
        "last_seen_at": _("Last seen"),
        "user_agent": _("Browser"),
        "session_key": _("Secret of the sign-in"),
        "session_data": _("Content of the sign-in"),
        "expire_date": _("Works until"),
        "email_address": _("Email address"),
        "key": _("Key"),
        "sent": _("Sent"),
        "language": _("Language"),
        "appointment": _("Appointment"),
        "classification": _("Classification"),
        "suggested_noc": _("Code suggested"),
        "suggested_confidence": _("Confidence of the suggestion"),
        "coder_version": _("Version of the suggestions"),
        "done": _("Steps done"),
        "words": _("What you asked"),
        "answer": _("The answer"),
        "cohort": _("Cohort"),
        "application": _("Application"),
        "sealed_words": _("What you wrote"),
        "sealed_feedback": _("What you were told"),
        "sealed_note": _("Notes"),
        "reviewer": _("Written by"),
        "mentorship": _("Mentorship"),
        "agreement": _("Agreement"),
        "noted_by": _("Noted by"),
        "taken_by": _("Taken by"),
        "next_meeting": _("Next meeting"),
        "instead_of": _("In place of"),
        "goal": _("Goal"),
        "sealed_private": _("What you wrote for yourself"),
        "sealed_shared": _("Shared note"),
        "sealed_answer": _("What was said instead"),
        "concern": _("Concern"),
        "today.decision.other": _("The other one of the pair"),
        "today.decision.sealed_words": _("What you were sent"),
        "sealed_to_mentor": _("Letter to the mentor"),
        "sealed_to_mentee": _("Letter to the mentee"),
        "questionnaire": _("Questionnaire"),
        "about_kind": _("About"),
        "about_id": _("Number of what it is about"),
        "remind": _("Reminders planned, in days before the last one"),
        "reminded": _("Reminders sent"),
        "request": _("Asked"),
        "question": _("Question"),
        "sealed_text": _("What you wrote"),
        "mark": _("Mark of an erased person"),
        "webhooks.delivery.person": _("Number of the record"),
        "webhooks.delivery.member": _("Number of the account"),
        "webhooks.delivery.data": _("What was told"),
    }
)
"""By the name of the field, or by table and field."""
