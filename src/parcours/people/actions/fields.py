"""Which fields of a row an action may set, and whether what is in them fits."""

import datetime as dt
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.people.models import (
    Education,
    Experience,
    LanguageSkill,
    Mentor,
    OccupationHeld,
    Participant,
    Person,
    Supervisor,
)

FIELDS: Mapping[type[models.Model], tuple[str, ...]] = MappingProxyType(
    {
        Person: (
            "given_name",
            "family_name",
            "preferred_name",
            "pronunciation",
            "pronouns",
            "email",
            "phone",
            "language",
            "whereabouts",
            "city",
            "province",
            "country",
            "expected_arrival",
            "employer",
            "department",
            "job_title",
            "years_experience",
            "meeting",
            "meeting_place",
            "availability",
        ),
        Participant: (
            "goals",
            "goals_in_words",
            "wishes_in_words",
            "employment",
            "licence_stage",
            "regulator",
            "similar_background",
        ),
        Mentor: ("offers", "offers_in_words", "wishes_in_words", "types", "capacity", "minimum"),
        Supervisor: ("roles", "capacity"),
        OccupationHeld: ("kind", "title", "title_language", "years"),
        Experience: ("title", "employer", "country", "from_year", "until_year", "duties"),
        Education: ("level", "field", "institution", "country", "year", "credential_assessment"),
        LanguageSkill: (
            "language",
            "is_first",
            "listening",
            "speaking",
            "reading",
            "writing",
            "source",
            "tested_on",
        ),
    }
)
"""What can be set of each table by its form. What is not here has an action of its own, or none."""


_NAMES = ("given_name", "family_name", "preferred_name")
_ADDRESS = re.compile(r"://|www\.|@|\w\.\w{2,}/", re.IGNORECASE)


def tidy(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``values`` with texts in one form of each letter and without blanks around them.

    Raises TypeError for a field that is not in `FIELDS`: a mistake in our code; and ValidationError for a name with an
    address in it (anybody may type a name, and letters say it), and for a test of a language that is still to come.
    """
    if unknown := set(values) - set(FIELDS[model]):
        raise TypeError(f"not set here: {', '.join(sorted(unknown))}")
    if model is Person and any(_ADDRESS.search(str(values.get(name, ""))) for name in _NAMES):
        raise ValidationError(_("A name holds no web or email address. Write it without."))
    if (values.get("tested_on") or dt.date.min) > timezone.localdate():
        raise ValidationError(
            {"tested_on": _("This day is still to come. Give the day of a test that was taken.")}
        )
    return {
        name: normalize("NFC", value.strip()) if isinstance(value, str) else value
        for name, value in values.items()
    }


def fit(row: models.Model) -> None:
    """Raise ValidationError unless every field of ``row`` holds what it may hold."""
    row.full_clean(validate_unique=False, validate_constraints=False)
    wrong: list[ValidationError] = []
    for constraint in row._meta.constraints:  # noqa: SLF001 - documented
        if isinstance(constraint, models.CheckConstraint):
            try:
                constraint.validate(type(row), row)
            except ValidationError as problem:
                wrong.append(problem)
    if wrong:
        raise ValidationError(wrong)
    if isinstance(row, LanguageSkill) and _has_it_already(row):
        raise ValidationError({"language": _("This language is there already. Change that one instead.")})


def _has_it_already(row: LanguageSkill) -> bool:
    same = LanguageSkill.objects.filter(person_id=row.person_id, language=row.language)
    return bool(same.exclude(pk=row.pk).exists())
