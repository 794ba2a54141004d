"""A mark in every text that an organization or a person has, so that wherever it turns up one sees whose it is."""

from collections.abc import Iterable, Mapping
from itertools import count, cycle
from typing import Any

from django.apps import apps
from django.db import models
from django_scopes import scopes_disabled

from parcours.accounts.models import Organization, User
from parcours.accounts.models.tenant import TenantModel
from parcours.accounts.roles import Permission
from parcours.core.sealed_field import SealedField, sealed_fields
from parcours.people.sensitive import FACTS
from parcours.reporting.exports.models import Export
from tests.access.world import World

LANGUAGES = ("en", "fr")
EVERYBODY = "everybody"
NOBODY = "nobody"

READERS: Mapping[str, Permission | str] = {
    "organization.name_en": EVERYBODY,
    "organization.name_fr": EVERYBODY,
    "organization.contact_name": Permission.SEE_ORGANIZATION,
    "organization.contact_email": EVERYBODY,  # on the page of an open cohort, for questions
    "organization.contact_phone": Permission.SEE_ORGANIZATION,
    "organization.privacy_officer_name": EVERYBODY,
    "organization.privacy_officer_email": EVERYBODY,
    "user.name": Permission.SEE_MEMBERS,
    "user.email": Permission.SEE_MEMBERS,
    "invitation.email": Permission.MANAGE_MEMBERS,
    "membership.called": NOBODY,
    "membership.email": Permission.EXPORT_ORGANIZATION,  # in the package, which has no accounts; pages show the user’s
    "import.given": Permission.MANAGE_PEOPLE,  # of members, only who manages those
    "signedlink.name": NOBODY,  # but for whoever holds the link
    "signedlink.email": Permission.EDIT_ORGANIZATION,
    "wording.subject": Permission.MANAGE_MESSAGES,
    "wording.text": Permission.MANAGE_MESSAGES,
    "appointment.title_en": Permission.MANAGE_APPOINTMENTS,  # and whoever is invited
    "appointment.title_fr": Permission.MANAGE_APPOINTMENTS,
    "appointment.place": Permission.MANAGE_APPOINTMENTS,
    "appointment.online": Permission.MANAGE_APPOINTMENTS,
    "attendee.name": Permission.MANAGE_APPOINTMENTS,
    "attendee.email": Permission.MANAGE_APPOINTMENTS,
    "feed.email": NOBODY,
    "endpoint.url": Permission.MANAGE_WEBHOOKS,
    "endpoint.note": Permission.MANAGE_WEBHOOKS,
    "endpoint.worker": NOBODY,
    "endpoint.sealed_secret": NOBODY,  # but once, right after it is made
    "endpoint.sealed_former": NOBODY,
    "partnership.scope": Permission.SEE_PARTNERS,
    "identityprovider.issuer": Permission.MANAGE_SIGN_IN,
    "identityprovider.client_id": Permission.MANAGE_SIGN_IN,
    "identityprovider.sealed_secret": NOBODY,
    "identity.subject": NOBODY,
    "document.name": Permission.MANAGE_PEOPLE,  # and the person, and whom a CV is shown to
    "document.title": Permission.MANAGE_PEOPLE,
    "document.title_key": NOBODY,
    "document.stored": NOBODY,
    "document.text": NOBODY,
    "origin.source_id": NOBODY,
    "person.given_name": Permission.SEE_PEOPLE,
    "person.family_name": Permission.SEE_PEOPLE,
    "person.preferred_name": Permission.SEE_PEOPLE,
    "person.pronunciation": Permission.SEE_PEOPLE,
    "person.pronouns": Permission.SEE_PEOPLE,
    "person.email": Permission.SEE_PEOPLE,
    "person.email_key": NOBODY,
    "person.phone": Permission.SEE_PEOPLE,
    "person.city": Permission.SEE_PEOPLE,
    "person.employer": Permission.SEE_PEOPLE,
    "person.department": Permission.SEE_PEOPLE,
    "person.job_title": Permission.SEE_PEOPLE,
    "person.meeting_place": Permission.SEE_PEOPLE,
    "person.called": NOBODY,
    "participant.goals_in_words": Permission.SEE_PEOPLE,
    "participant.wishes_in_words": Permission.SEE_PEOPLE,
    "participant.regulator": Permission.SEE_PEOPLE,
    "participant.called": NOBODY,
    "mentor.offers_in_words": Permission.SEE_PEOPLE,
    "mentor.wishes_in_words": Permission.SEE_PEOPLE,
    "mentor.called": NOBODY,
    "mentorpause.reason": Permission.SEE_PEOPLE,
    "supervisor.called": NOBODY,
    "occupationheld.title": Permission.SEE_PEOPLE,
    "experience.title": Permission.SEE_PEOPLE,
    "experience.employer": Permission.SEE_PEOPLE,
    "experience.duties": Permission.SEE_PEOPLE,
    "education.field": Permission.SEE_PEOPLE,
    "education.institution": Permission.SEE_PEOPLE,
    # But for the person, and for whoever says why (test_t03_sensitive_facts_are_shown_for_a_purpose_and_nowhere_else).
    **{f"sensitivefacts.{name}": NOBODY for name in FACTS},
    "consentact.sealed_note": Permission.SEE_PEOPLE,
    "application.sealed_words": Permission.MANAGE_PEOPLE,  # and the person
    "application.sealed_feedback": Permission.MANAGE_PEOPLE,  # the same
    "review.sealed_note": Permission.MANAGE_PEOPLE,
    "screeningstep.sealed_note": Permission.MANAGE_PEOPLE,
    "planitem.sealed_words": Permission.MANAGE_PROGRAMS,  # and the two, as for the next
    "session.sealed_note": Permission.MANAGE_PROGRAMS,
    "session.sealed_answer": Permission.MANAGE_PROGRAMS,
    "note.sealed_private": NOBODY,  # but for whoever wrote it
    "note.sealed_shared": Permission.MANAGE_PROGRAMS,
    "concern.sealed_words": Permission.MANAGE_PROGRAMS,  # and whoever reported it, never the other one
    "measure.sealed_note": Permission.MANAGE_PROGRAMS,
    "measure.sealed_to_mentor": Permission.MANAGE_PROGRAMS,
    "measure.sealed_to_mentee": Permission.MANAGE_PROGRAMS,
    "decision.sealed_note": Permission.MANAGE_PROGRAMS,
    "decision.sealed_words": Permission.MANAGE_PROGRAMS,
    **{
        f"program.{name}_{code}": EVERYBODY
        for name in ("name", "summary", "description")
        for code in LANGUAGES
    },
    # What somebody is told whom a rule refuses.
    **{f"eligibilityrule.{name}_{code}": EVERYBODY for name in ("reason", "next_step") for code in LANGUAGES},
    "cohort.name": EVERYBODY,
    **{f"agreement.text_{code}": Permission.MANAGE_PROGRAMS for code in LANGUAGES},
    "programpartner.reference": Permission.MANAGE_PROGRAMS,
    "employer.name": Permission.MANAGE_PROGRAMS,  # and whoever holds a link of it, as for the next
    "employer.contact_name": Permission.MANAGE_PROGRAMS,
    "employer.contact_email": Permission.MANAGE_PROGRAMS,
    "mentoroffer.name": Permission.EXPORT_ORGANIZATION,  # and the contact who gave it; pages show the person’s own
    "exclusion.sealed_words": Permission.MANAGE_PROGRAMS,
    "mentorship.sealed_why": Permission.MANAGE_PROGRAMS,
    "mentorship.sealed_end": Permission.MANAGE_PROGRAMS,
    "answer.sealed_text": Permission.MANAGE_PEOPLE,
    "closing.name": Permission.MANAGE_PROGRAMS,  # and the person
    "closing.token_hash": NOBODY,
    "closing.sealed_token": Permission.MANAGE_PROGRAMS,  # it stands on the certificate, in the address of its check
    "closing.manager_name": Permission.MANAGE_PROGRAMS,
    "closing.manager_email": Permission.EXPORT_ORGANIZATION,
    "followup.job_title": Permission.MANAGE_PROGRAMS,
    "followup.sealed_words": Permission.MANAGE_PROGRAMS,
    "attempt.reached_at": Permission.MANAGE_PROGRAMS,
    "datarequest.words": Permission.HANDLE_PRIVACY,
    "datarequest.answer": Permission.HANDLE_PRIVACY,
    "hold.reason": Permission.HANDLE_PRIVACY,
    "breach.what": Permission.MANAGE_PRIVACY,
    "breach.data": Permission.MANAGE_PRIVACY,
    "breach.why": Permission.MANAGE_PRIVACY,
    "breach.others_told": Permission.MANAGE_PRIVACY,
    "breach.measures": Permission.MANAGE_PRIVACY,
}
"""Who may read each text inside the organization; across organizations, EVERYBODY reads only what is marked so."""

PLAIN = frozenset(
    {
        # A short name in addresses, a file's name, a zone: nothing that somebody wrote about a person.
        "organization.slug",
        "organization.logo",
        "organization.time_zone",
        "appointment.zone",
        "series.zone",
        "network.slug",
        "network.name_en",
        "network.name_fr",
        # Hashes, which no page knows the source of; a mark would not be one.
        "user.password",
        "invitation.token_hash",
        "signedlink.token_hash",
        "feed.token_hash",
        "delivery.event",  # the code of an event of ours
        "tombstone.mark",
        "retentionrule.category",  # the name of a category of ours
        "import.digest",
        "merge.undo",  # a record as JSON, which the program alone reads; a mark is none
        *("mark.phone", "mark.birth", "mark.mail", "mark.key", "mark.seen", "block.key", "trace.key"),
        "wording.key",  # the name of a message of ours
        "import.kind",  # the name of a kind of ours
        "origin.kind",  # the same
        "signedlink.subject",  # the table and the number of a row
        # What organizations say to people before they answer: nothing about a person, and never changed.
        "consenttext.what_en",
        "consenttext.what_fr",
        "consenttext.why_en",
        "consenttext.why_fr",
        "consenttext.refusing_en",
        "consenttext.refusing_fr",
        # The same of questionnaires; what a request is about is a code and a number of the app that asked.
        *(
            "questionnaire.title_en",
            "questionnaire.title_fr",
            "questionnaire.intro_en",
            "questionnaire.intro_fr",
        ),
        *("question.text_en", "question.text_fr", "question.help_en", "question.help_fr"),
        *("question.only_if_answer", "surveyrequest.about_kind", "surveyrequest.about_id"),
        *("criterion.name_en", "criterion.name_fr"),  # what everybody is scored by
        *("resource.title_en", "resource.title_fr", "resource.address"),  # what a program offers to everybody
        "consentact.matter",  # a code of ours, and the number of an organization
        "consentrequest.matter",
        # Codes of provinces, countries, languages and occupations, as short as their columns.
        "person.province",
        "person.country",
        "occupationheld.title_language",
        "occupationheld.noc",
        "occupationheld.classification",
        "occupationheld.suggested_noc",
        "followup.noc",
        "occupationheld.coder_version",
        "experience.country",
        "education.country",
        "languageskill.language",
        # Of programs and matching: codes of ours, and a version.
        "eligibilityrule.field",
        "ask.noc",
        "run.made_with",
        "unplaced.reason",
    }
)
"""Texts that nobody needs to be kept from, or that cannot hold a mark."""

_number = count(1)


def texts_of(model: type[models.Model]) -> list[str]:
    """Return the names of a table's fields that hold text as somebody wrote it, and no choice among given words."""
    kinds = (models.CharField, models.TextField, SealedField)
    return [
        field.name
        for field in model._meta.concrete_fields  # noqa: SLF001 - documented
        if isinstance(field, kinds) and not field.choices and not field.primary_key
    ]


def label(model: type[models.Model], name: str) -> str:
    """Return what `READERS` calls a field."""
    return f"{model._meta.model_name}.{name}"  # noqa: SLF001 - documented


def tenant_models() -> list[type[TenantModel]]:
    """Return the tables whose rows belong to one organization."""
    return [model for model in apps.get_models() if issubclass(model, TenantModel)]


def sealed_labels() -> set[str]:
    """Return what `READERS` calls the sealed fields."""
    return {label(field.model, field.name) for field in sealed_fields()}


def mark(world: World, made: Iterable[str] = ("zq{number}q{field}",)) -> dict[str, dict[str, str]]:
    """Put a mark into every text of the organization, of its rows and of its people; return them by field.

    The values are by mark: the number of the account of whom the row is about, or empty. ``made`` are what marks look
    like, in turn; they may hold ``{number}`` and ``{field}``. Exports made before hold no marks: they go.
    """
    marks: dict[str, dict[str, str]] = {}
    forms = cycle(made)
    with scopes_disabled():
        Export.objects.filter(organization=world.organization).delete()
        for model, row in _rows(world):
            values: dict[str, Any] = {}
            for name in texts_of(model):
                if label(model, name) in PLAIN or label(model, name) not in READERS:
                    continue
                text = next(forms).format(number=next(_number), field=name.replace("_", ""))
                values[name], said = _stored(row, name, text)
                marks.setdefault(label(model, name), {})[said] = _whose(row)
            model._base_manager.filter(pk=row.pk).update(**values)  # noqa: SLF001 - past every check
    return marks


def _rows(world: World) -> list[tuple[type[models.Model], models.Model]]:
    found: list[tuple[type[models.Model], models.Model]] = [(Organization, world.organization)]
    found += [(User, person) for person in world.people.values()]
    for model in tenant_models():
        rows = model._base_manager.filter(organization=world.organization)  # noqa: SLF001 - all of them
        found += [(model, row) for row in rows]
    return found


def _whose(row: Any) -> str:  # noqa: ANN401 - a row of any table
    if isinstance(row, User):
        return str(row.pk)
    if (pair := getattr(row, "mentorship", None)) and (side := getattr(row, "side", "")):
        row = pair.mentor if side == "mentor" else pair.participant
    row = getattr(row, "mentor", row)
    return str(getattr(getattr(row, "person", row), "user_id", None) or "")


def _stored(row: models.Model, name: str, text: str) -> tuple[Any, str]:
    """Return a mark as the column keeps it, and as it is read."""
    kind = row._meta.get_field(name)  # noqa: SLF001 - documented
    if isinstance(kind, SealedField):
        kind.write(row, text)
        return getattr(row, name), text
    if isinstance(kind, models.EmailField):
        text = f"{text}@example.org".lower()
    if isinstance(kind, models.URLField):
        text = f"https://{text}.example.org"
    return text, text
