"""Everything that is held about one person, by category: what the data inventory says, found row by row.

There is no second list of fields: a table that the inventory gains is found here by its keys to people and accounts and
by its addresses, or a test fails.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from parcours.accounts.forgetting import Known
from parcours.accounts.models import AuditEntry, AuditPerson, ImportRow, User
from parcours.core.inventory import HASHED, Held, inventory
from parcours.core.keyring import Unreadable
from parcours.core.sealed_field import SealedField
from parcours.messaging.calendar.models import Appointment, Attendee
from parcours.messaging.contents import contents
from parcours.messaging.models import Outgoing
from parcours.messaging.webhooks.models import Delivery
from parcours.people.consent.models import ConsentReminder
from parcours.people.models import Person, SensitiveFacts
from parcours.people.models.standing import Standing
from parcours.people.privacy.categories import CATEGORIES, LABELS, Category
from parcours.people.privacy.known import known_across
from parcours.people.privacy.log import entries_about
from parcours.people.sensitive import FACTS, said
from parcours.people.words import in_words, label

type Rows = Iterable[models.Model]

_SECRETS = frozenset(
    {
        "mfa.authenticator.data",
        "messaging.subscription.sealed_token",
        "accounts.auditperson.sealed_salt",
        "sessions.session.session_key",
        "sessions.session.session_data",
        "usersessions.usersession.session_key",
        "account.emailconfirmation.key",
        "accounts.auditcontent.sealed",
        "duplicates.block.key",
        "duplicates.merge.undo",
        # What is said of a pair is about two people: neither reads it of the other.
        "engagements.mentorship.sealed_why",
        "engagements.mentorship.sealed_end",
        "outcomes.closing.sealed_token",
        "matching.candidate.participant",
        "matching.candidate.mentor",
        "matching.candidate.reasons",
        "matching.candidate.runner_up",
        "matching.exclusion.participant",
        "matching.exclusion.mentor",
        "matching.exclusion.sealed_words",
        "matching.wish.participant",
        "matching.wish.mentor",
        # Whoever the other record is of: perhaps it is somebody else.
        "duplicates.pair.first",
        "duplicates.pair.second",
    }
)
"""What opens something, or is the program’s own: that it is there is said, and not what it is."""

_OWN_KEYS = frozenset({"user", "about", "person", "mentor", "email_address", "entry"})
"""Keys that say whose the row is, which goes without saying."""

_DERIVED = frozenset(
    {
        "called",
        "email_key",
        "list_versions",
        "accounts.membership.email",
        "accounts.signedlink.subject",
        "consent.consentact.matter",
        "consent.consentrequest.matter",
        "surveys.surveyrequest.about_kind",
        "surveys.surveyrequest.about_id",
        "documents.document.stored",
        "documents.document.title_key",
    }
)
"""What the program sorts and finds by, by name or by table and name: in the file, and not on the page."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of one row. ``value`` is as it is stored, None where it is withheld; ``text`` as it is said."""

    name: str
    label: str
    value: Any
    text: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One row: its table, its facts, and the versions of the lists that answers were chosen from."""

    table: str
    facts: list[Fact]
    versions: Mapping[str, int]

    @property
    def given(self) -> list[Fact]:
        """The facts that say something to a person."""
        left_out = _OWN_KEYS | _DERIVED
        return [
            fact
            for fact in self.facts
            if fact.text and not fact.withheld and not left_out & {fact.name, f"{self.table}.{fact.name}"}
        ]


@dataclass(frozen=True, slots=True)
class Group:
    """One category with its rows."""

    category: Category
    rows: list[Shown]

    @property
    def shown(self) -> list[Shown]:
        """The rows that say something to a person."""
        return [row for row in self.rows if row.given]

    @property
    def withheld(self) -> str:
        """What is there and not shown, in one sentence; empty where nothing is."""
        kept = [fact.label for row in self.rows for fact in row.facts if fact.withheld and fact.text]
        named = dict.fromkeys(label[:1].lower() + label[1:] for label in kept)
        return _("Kept, and never shown: %(what)s.") % {"what": ", ".join(named)} if named else ""


@dataclass(frozen=True)
class _Whom:
    person: Person
    known: Known

    @cached_property
    def log(self) -> list[AuditEntry]:
        return entries_about(self.person)


def held_about(person: Person) -> list[Group]:
    """Return everything about ``person``, in the language that is active; categories without a row are left out."""
    whom = _Whom(person, known_across(person))
    by_table: dict[str, list[Held]] = {}
    for held in inventory()[0]:
        by_table.setdefault(held.table, []).append(held)
    groups = []
    for category in CATEGORIES:
        rows = [
            _shown(table, by_table[table], row) for table in category.tables for row in _rows(table, whom)
        ]
        if rows:
            groups.append(Group(category, rows))
    return groups


def _rows(table: str, whom: _Whom) -> Rows:
    if table in _FOUND:
        return _FOUND[table](whom)
    condition = condition_of(apps.get_model(table), whom.person, whom.known)
    assert condition is not None  # noqa: S101 - a test goes through every table
    model = apps.get_model(table)
    keys = [field.name for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]  # noqa: SLF001
    rows = model._default_manager.filter(condition).order_by("pk")  # noqa: SLF001 - documented
    found: Rows = rows.select_related(*keys) if keys else rows
    return found


def is_found(table: str, person: Person) -> bool:
    """Return whether rows of ``table`` about a person can be found."""
    known = Known(person.organization, frozenset(), "", None, everywhere=False)
    return table in _FOUND or condition_of(apps.get_model(table), person, known) is not None


def condition_of(model: type[models.Model], person: Person, known: Known) -> Q | None:
    """Return the condition for rows of ``model`` about the person; None where nothing in it points to anybody."""
    if model in (Person, User):
        return Q(pk=person.pk) if model is Person else Q(pk=person.user_id)
    found: list[Q] = []
    for field in model._meta.concrete_fields:  # noqa: SLF001 - documented
        other = field.related_model
        if other is Person:
            found.append(Q(**{field.name: person}))
        elif other is User and field.name in _OWN_KEYS:
            found.append(Q(**{field.name: known.user}) if known.user else Q(pk=None))
        elif isinstance(other, type) and issubclass(other, Standing):
            found.append(Q(**{f"{field.name}__person": person}))
        elif isinstance(field, models.EmailField):
            found.append(Q(**{f"{field.name}__in": known.addresses}))
    if not found:
        return None
    condition = found[0]
    for one in found[1:]:
        condition |= one
    return condition


def _sessions(whom: _Whom) -> Rows:
    if whom.known.user is None:
        return []
    keys = apps.get_model("usersessions.usersession").objects.filter(user=whom.known.user)
    return Session.objects.filter(session_key__in=keys.values("session_key"))


def _import_rows(whom: _Whom) -> Rows:
    said = Q(pk=None)
    for address in whom.known.addresses:
        said |= Q(values__email__iexact=address)
    return ImportRow.objects.filter(said).select_related("source")


def _either(whom: _Whom) -> Q:
    """Return the condition for what both of a pair read."""
    return Q(mentorship__participant__person=whom.person) | Q(mentorship__mentor__person=whom.person)


def _oneself(whom: _Whom) -> Q:
    """Return the condition for what the person wrote or signed in a pair: the other one’s is theirs."""
    return Q(mentorship__participant__person=whom.person, side="mentee") | Q(
        mentorship__mentor__person=whom.person, side="mentor"
    )


def _in_course(table: str, condition: Q) -> Rows:
    rows = apps.get_model(f"engagements.{table}")._default_manager.filter(condition)  # noqa: SLF001 - documented
    found: Rows = rows.select_related(
        "mentorship__participant__person", "mentorship__mentor__person"
    ).order_by("pk")
    return found


_FOUND: Mapping[str, Callable[[_Whom], Rows]] = MappingProxyType(
    {
        "sessions.session": _sessions,
        "accounts.importrow": _import_rows,
        "accounts.import": lambda whom: {row.source for row in _import_rows(whom)},  # type: ignore[attr-defined]
        "accounts.auditentry": lambda whom: whom.log,
        "accounts.auditcontent": lambda whom: [entry.content for entry in whom.log],
        "accounts.auditperson": lambda whom: AuditPerson.objects.filter(pk=whom.person.user_id),
        "account.emailconfirmation": lambda whom: apps.get_model("account.emailconfirmation").objects.filter(
            email_address__user_id=whom.person.user_id or 0
        ),
        "calendar.appointment": lambda whom: Appointment.objects.filter(
            attendees__in=Attendee.objects.filter(
                condition_of(Attendee, whom.person, whom.known) or Q(pk=None)
            )
        ).distinct(),
        "consent.consentreminder": lambda whom: ConsentReminder.objects.filter(
            act__person=whom.person
        ).select_related("act"),
        "webhooks.delivery": lambda whom: Delivery.objects.filter(
            Q(person=whom.person.pk) | Q(member=whom.person.user_id or 0)
        ).order_by("pk"),
        "applications.review": lambda whom: (
            apps.get_model("applications.review")
            .objects.filter(application__participant__person=whom.person)
            .select_related("application__participant__person", "application__cohort", "reviewer")
            .order_by("pk")
        ),
        "surveys.answer": lambda whom: (
            apps.get_model("surveys.answer")
            .objects.filter(request__person=whom.person)
            .select_related("request__person", "request__questionnaire", "question")
        ),
        # What both sides of a pair may know of it: nothing before it was sent to them.
        "engagements.mentorship": lambda whom: (
            apps.get_model("engagements.mentorship")
            .objects.filter(
                Q(participant__person=whom.person, mentee_asked_at__isnull=False)
                | (Q(mentor__person=whom.person) & ~Q(status="draft"))
            )
            .order_by("pk")
        ),
        "engagements.planitem": lambda whom: _in_course("planitem", _either(whom)),
        "engagements.session": lambda whom: _in_course("session", _either(whom)),
        "engagements.signature": lambda whom: _in_course("signature", _oneself(whom)),
        "engagements.note": lambda whom: _in_course(
            "note", _oneself(whom) | _either(whom) & Q(is_private=False)
        ),
        "engagements.concern": lambda whom: _in_course("concern", _oneself(whom)),
        # What coordinators do about a concern is about two people; what they write to one stands among the messages.
        "engagements.measure": lambda _whom: [],
        # Whoever is somebody’s manager and takes part too reads nothing of that mentor’s.
        "outcomes.closing": lambda whom: (
            apps.get_model("outcomes.closing")
            .objects.filter(person=whom.person)
            .select_related("cohort", "mentorship__participant__person", "mentorship__mentor__person")
            .order_by("pk")
        ),
        "outcomes.attempt": lambda whom: (
            apps.get_model("outcomes.attempt")
            .objects.filter(follow_up__participant__person=whom.person)
            .select_related("follow_up__participant__person", "made_by")
            .order_by("pk")
        ),
        "matching.run": lambda _whom: [],
        # What was decided about a pair is about two people; what either was written stands among the messages.
        "today.decision": lambda whom: (
            apps.get_model("today.decision")
            .objects.filter(person=whom.person, other=None)
            .select_related("person", "taken_by")
            .order_by("pk")
        ),
        # Made when somebody is erased, and of staff who decide or write: nothing of these is about who asks.
        "consent.consenttext": lambda _whom: [],
        "frozen.frozenreport": lambda _whom: [],
        "exports.export": lambda _whom: [],
        "privacy.tombstone": lambda _whom: [],
        "privacy.erasure": lambda _whom: [],
        "privacy.breach": lambda _whom: [],
        "webhooks.endpoint": lambda _whom: [],
    }
)
"""Tables whose rows are found in a way of their own."""


def _shown(table: str, holds: list[Held], row: models.Model) -> Shown:
    facts = [_fact(table, held, row, name) for held in holds for name in held.fields.split()]
    return Shown(table, facts, getattr(row, "list_versions", {}))


def _fact(table: str, held: Held, row: models.Model, name: str) -> Fact:
    called = str(LABELS.get(f"{table}.{name}") or LABELS.get(name) or _label(row, name))
    if held.sealed == HASHED or f"{table}.{name}" in _SECRETS:
        return Fact(
            name, called, None, _("Kept, and never shown") if getattr(row, name) else "", withheld=True
        )
    value, text = _said(row, name)
    return Fact(name, called, value, text)


def _label(row: models.Model, name: str) -> str:
    return (
        str(FACTS[name].label)
        if isinstance(row, SensitiveFacts) and name in FACTS
        else label(type(row), name)
    )


def _said(row: models.Model, name: str) -> tuple[Any, str]:
    """Return a field as it is stored, as far as JSON goes, and in words."""
    field = row._meta.get_field(name)  # noqa: SLF001 - documented
    if isinstance(row, Outgoing) and name == "sealed":
        text = _opened(row)
        return text, text
    if isinstance(field, SealedField):
        text = _unsealed(field, row)
        return text, said(name, text) if isinstance(row, SensitiveFacts) else text
    value = getattr(row, name)
    if isinstance(field, models.ForeignKey):
        return (str(value), str(value)) if value is not None else (None, "")
    if isinstance(field, models.FileField):
        return (value.name, value.name) if value else ("", "")
    return value, in_words(row, name)


def _unsealed(field: SealedField, row: models.Model) -> str:
    try:
        return field.read(row)
    except Unreadable:
        return ""


def _opened(row: Outgoing) -> str:
    try:
        said = contents(row)
    except Unreadable:
        return ""
    return f"{said.subject}\n\n{said.text}" if said else ""
