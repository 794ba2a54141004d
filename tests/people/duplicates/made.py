"""Records that are merged: taken in, filled with some of everything, compared row by row."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile

from parcours.accounts.actors import Actor, system
from parcours.accounts.models import (
    AuditChain,
    AuditContent,
    AuditEntry,
    AuditPerson,
    Organization,
)
from parcours.accounts.models.tenant import TenantModel
from parcours.people.actions.occupations import write_occupation
from parcours.people.actions.people import add_person, give_standing
from parcours.people.actions.profile import add_part, change
from parcours.people.actions.requests import ask_for_profile
from parcours.people.actions.sensitive import keep_facts
from parcours.people.actions.standings import plan_pause
from parcours.people.consent.models import ConsentRequest
from parcours.people.documents.actions.keeping import keep_document
from parcours.people.documents.models import Showing
from parcours.people.duplicates.actions.merging import merge
from parcours.people.duplicates.models import Merge
from parcours.people.imports.models import Origin
from parcours.people.kinds import Kind, standings
from parcours.people.models import (
    Education,
    Experience,
    LanguageSkill,
    Mentor,
    Person,
)
from parcours.people.privacy.models import DataRequest
from tests import factories
from tests.people.consent.made import act
from tests.people.documents.corpus import docx


def add(ours: Organization, kind: Kind = Kind.PARTICIPANT, **fields: Any) -> Person:
    return add_person(
        kind=kind, by=system(ours), **{"given_name": "Ana", "family_name": "Roy", "language": "en", **fields}
    )


def merged(ours: Organization, kept: Person, lost: Person, *taken: str, by: Actor | None = None) -> Merge:
    versions = Person.objects.get(pk=kept.pk).version, Person.objects.get(pk=lost.pk).version
    return merge(
        kept=kept, lost=Person.objects.get(pk=lost.pk), versions=versions, by=by or system(ours), taken=taken
    )


NOT_COMPARED = {AuditChain, AuditContent, AuditEntry, AuditPerson, Merge}
"""What was done stays in the audit log; the merge itself is gone when it is undone."""


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table of organizations."""
    return {
        model._meta.label: [  # noqa: SLF001 - documented
            {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}
            for row in model._default_manager.order_by("pk").values()  # noqa: SLF001 - documented
        ]
        for model in apps.get_models()
        if issubclass(model, TenantModel) and model not in NOT_COMPARED
    }


def fill(ours: Organization, person: Person, kinds: set[Kind], parts: set[str], number: int) -> None:
    """Give the person some of everything that there is."""
    by = system(ours)
    own: dict[str, Any] = {"organization": ours, "person": person}

    def part(model: type[Any], **values: Any) -> None:
        add_part(part=model(**own), by=by, **values)

    def asked() -> None:
        change(row=person, by=by, email=f"ana{number}@example.org")
        ask_for_profile(person=person, by=by)

    ways: dict[str, Callable[[], object]] = {
        "occupation": lambda: write_occupation(person=person, kind="target", title=f"Welder {number}", by=by),
        "same occupation": lambda: write_occupation(person=person, kind="present", title="Cook", by=by),
        "post": lambda: part(Experience, title="Cook"),
        "diploma": lambda: part(Education, level="trade", field=str(number)),
        "french": lambda: part(LanguageSkill, language="fr", **{("reading", "writing")[number]: 7 + number}),
        "spanish": lambda: part(LanguageSkill, language="es"),
        "facts": lambda: keep_facts(
            person=person, by=by, facts=[{"uci": "12345678"}, {"gender": "woman"}][number]
        ),
        "asked": asked,
        "consent": lambda: act(person),
        "question": lambda: ConsentRequest.objects.create(**own, matter="follow_up", purpose="follow_up"),
        "document": lambda: keep_document(
            person=person, kind="cv", title="", file=ContentFile(docx(f"CV {number}"), name="cv.docx"), by=by
        ),
        "shown": lambda: Showing.objects.create(**own, to=factories.user()),
        "request": lambda: DataRequest.objects.create(**own, kind=("erasure", "correction")[number]),
        "import": lambda: Origin.objects.create(**own, kind="participant", source_id=str(number)),
        "city": lambda: change(row=person, by=by, city=f"City {number}", phone=f"416 555 010{number}"),
    }
    for kind in sorted(kinds - set(standings(person))):
        give_standing(person=person, kind=kind, by=by)
    for one in sorted(parts):
        ways[one]()
    if Kind.MENTOR in kinds:
        plan_pause(
            mentor=Mentor.objects.get(person=person), starts_on=dt.date(2026, 1, 1), ends_on=None, by=by
        )
