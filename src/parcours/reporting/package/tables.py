"""Which tables and columns are in the package: all of an organization’s, but for what stands here with its reason."""

from collections.abc import Mapping
from types import MappingProxyType

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.sealed_field import SealedField

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "accounts.identity": "how people sign in is theirs and their provider’s",
        "accounts.identityprovider": "how people sign in here; of no use elsewhere",
        "accounts.import": "a file on its way in; what it brought is in the other tables",
        "accounts.importrow": "the same",
        "accounts.signedlink": "links that open something here only",
        "calendar.feed": "addresses that open somebody’s calendar here only",
        "engagements.note": "private notes are read by their writers alone; shared ones stand on the page of the pair",
        "exports.export": "packages such as this one",
        "people.sensitivefacts": "sealed, and shown to a person for a purpose only",
        "surveys.answer": "people were promised who sees their answers; results are taken from their own page",
        "people_imports.origin": "digests by which a spreadsheet is compared; the identifiers stand beside the people",
        "webhooks.delivery": "what other systems were told within thirty days",
        "webhooks.endpoint": "addresses that are told from here only",
    }
)
"""Tables of an organization that are not in the package, and why."""

TITLES: Mapping[str, Promise | str] = MappingProxyType(
    {
        "accounts.invitation": _("Invitations"),
        "accounts.membership": _("Memberships"),
        "accounts.networkmember": _("Members of networks"),
        "accounts.partnership": _("Partnerships"),
        "applications.application": _("Applications"),
        "applications.mentoroffer": _("Mentors through their employer"),
        "applications.mentorplace": _("Mentors of cohorts"),
        "engagements.mentorship": _("Mentorships"),
        "outcomes.attempt": _("Attempts at follow-ups"),
        "outcomes.closing": _("Certificates and thanks"),
        "today.decision": _("Decisions about who waits"),
        "outcomes.followup": _("Follow-ups and outcomes"),
        "frozen.frozenreport": _("Frozen reports"),
        "matching.candidate": _("Short-lists of matching"),
        "matching.exclusion": _("Pairs ruled out"),
        "matching.run": _("Runs of the matching"),
        "matching.unplaced": _("Mentees without a place"),
        "applications.screeningstep": _("Screening of mentors"),
        "matching.wish": _("Wishes for a match"),
        "applications.review": _("Reviews of applications"),
        "calendar.appointment": _("Appointments"),
        "calendar.attendee": _("People invited to appointments"),
        "calendar.series": _("Series of appointments"),
        "consent.consentact": _("Consents given and withdrawn"),
        "consent.consentreminder": _("Reminders of consents that lapse"),
        "consent.consentrequest": _("Requests for consent"),
        "consent.consenttext": _("Texts of consents"),
        "documents.document": _("Documents"),
        "documents.showing": _("Documents shown to somebody"),
        "duplicates.block": _("Keys by which duplicates are found"),
        "duplicates.mark": _("Hashes by which duplicates are found"),
        "duplicates.merge": _("Merges of records"),
        "duplicates.pair": _("Likely duplicates"),
        "duplicates.trace": _("Hashes that partners may compare"),
        "engagements.concern": _("Concerns about mentorships"),
        "engagements.measure": _("Steps about concerns"),
        "engagements.planitem": _("Goals and steps of pairs"),
        "engagements.session": _("Sessions of pairs"),
        "engagements.signature": _("Signatures of agreements"),
        "messaging.wording": _("Messages in the organization’s own words"),
        "people.education": _("Education"),
        "people.experience": _("Experience"),
        "people.languageskill": _("Languages"),
        "people.mentor": _("Mentors"),
        "people.mentorpause": _("Pauses of mentors"),
        "people.occupationheld": _("Occupations"),
        "people.participant": _("Participants"),
        "people.person": _("People"),
        "people.profilerequest": _("Requests for profiles"),
        "people.supervisor": _("Supervisors"),
        "privacy.breach": _("Breaches"),
        "privacy.datarequest": _("Requests about one’s own data"),
        "privacy.erasure": _("Erasures"),
        "privacy.hold": _("Legal holds"),
        "privacy.retentionrule": _("Retention schedule"),
        "privacy.tombstone": _("Marks of erased people"),
        "programs.agreement": _("Agreements of programs"),
        "programs.ask": _("Asks of employers"),
        "programs.cohort": _("Cohorts"),
        "programs.criterion": _("Criteria of reviews"),
        "programs.employer": _("Employers asked for mentors"),
        "programs.eligibilityrule": _("Rules of who may take part"),
        "programs.phase": _("Phases of cohorts"),
        "programs.program": _("Programs"),
        "programs.programpartner": _("Partners of programs"),
        "programs.resource": _("Resources of programs"),
        "programs.target": _("Targets of programs"),
        "surveys.question": _("Questions"),
        "surveys.questionnaire": _("Questionnaires"),
        "surveys.surveyrequest": _("Requests to answer questionnaires"),
    }
)
"""What each table of the package is called there."""

_SECRET = frozenset({"token_hash"})
_OF_OURS = frozenset({"organization", "email_key", "called", "title_key", "stored"})
"""Columns that say whose a row is, repeat another to sort or find it, or name a file of ours."""


def tables() -> list[type[TenantModel]]:
    """Return the tables that are in the package, by name; a new one of an organization joins by itself."""
    found = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    kept = [model for model in found if model._meta.label_lower not in LEFT_OUT]  # noqa: SLF001 - documented
    return sorted(kept, key=name_of)


def name_of(model: type[models.Model]) -> str:
    """Return what the resource of a table is called: ``people_person``."""
    return f"{model._meta.app_label}_{model._meta.model_name}"  # noqa: SLF001 - documented


def title_of(model: type[models.Model]) -> Promise | str:
    """Return what a table is called for people."""
    return TITLES[model._meta.label_lower]  # noqa: SLF001 - documented


def columns(model: type[models.Model]) -> list[models.Field[object, object]]:
    """Return the columns of a table that are in the package: none that is sealed, secret, or a file of ours."""
    return [
        field
        for field in model._meta.concrete_fields  # noqa: SLF001 - documented
        if field.name not in _SECRET | _OF_OURS and not isinstance(field, SealedField | models.FileField)
    ]
