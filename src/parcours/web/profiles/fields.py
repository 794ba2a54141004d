"""Form fields for the columns of a profile."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeField, CodesField
from parcours.core.plain import plain
from parcours.people.words import NAMES, column, label, reader
from parcours.tables.cohort.values import MOST_YEARS

_HINTS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "preferred_name": _("What people should call you, where it is not your given name."),
        "pronunciation": _(
            "Written as it sounds, such as ah-MAH-rah. For whoever calls you or reads your name aloud."
        ),
        "pronouns": _("Such as she/her, they/them."),
        "wishes_in_words": _(
            "Somebody whom you know, or what the person should be like. Staff read it and match by it where they can;"
            " whoever you are matched with does not read it."
        ),
        "years_experience": _("In the profession, in any country."),
        "expected_arrival": _("For somebody who is not in Canada yet; a guess is enough."),
        "title": _("As you would say it yourself."),
        "credential_assessment": _("A report that says what a diploma from abroad is worth in Canada."),
        "availability": _("Tick every time at which you could usually meet."),
        "similar_background": _("It counts only if you want it to."),
        "capacity": _("0 for nobody at the moment."),
    }
)

_AUTOCOMPLETE = {
    "given_name": "given-name",
    "family_name": "family-name",
    "email": "email",
    "phone": "tel",
}


def form_field(row: models.Model, name: str, *, oneself: bool) -> forms.Field:
    """Return the field for a column of ``row``, whose codes offered are today's and the one kept."""
    made = _made(row, name)
    made.label = label(type(row), name)
    made.help_text = str(_HINTS.get(name, ""))
    if oneself and name in _AUTOCOMPLETE:
        made.widget.attrs["autocomplete"] = _AUTOCOMPLETE[name]
    return made


def _made(row: models.Model, name: str) -> forms.Field:
    field, kept = column(type(row), name), getattr(row, name)
    if isinstance(field, CodesField) and field.codes is not None:
        return forms.MultipleChoiceField(
            choices=field.codes.offered(timezone.localdate(), kept or ()),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
    if isinstance(field, CodeField) and field.codes is not None:
        offered = field.codes.offered(timezone.localdate(), {kept})
        return forms.ChoiceField(choices=[_nothing(field), *offered], required=not field.blank)
    if (type(row), name) in NAMES:
        names = NAMES[type(row), name](reader())
        known = sorted(names.items(), key=lambda pair: plain(pair[1]))
        return forms.ChoiceField(choices=[_nothing(field), *known], required=not field.blank)
    if isinstance(field, models.BooleanField) and field.null:
        answers = [("", _("Not given")), ("yes", _("Yes")), ("no", _("No"))]
        return forms.TypedChoiceField(
            choices=answers, required=False, coerce=lambda said: said == "yes", empty_value=None
        )
    if isinstance(field, models.DateField):
        day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(widget=day, required=False)
    if isinstance(field, models.DecimalField):  # years of work, held to what a spreadsheet may say
        return forms.DecimalField(
            min_value=0, max_value=MOST_YEARS, decimal_places=field.decimal_places, required=False
        )
    made = field.formfield()
    assert made is not None  # noqa: S101 - every column of a profile can be asked for
    return made


def _nothing(field: models.Field[Any, Any]) -> tuple[str, str | Promise]:
    return "", _("Not given") if field.blank else ""


def initial(row: models.Model, name: str) -> Any:  # noqa: ANN401 - as many kinds as columns
    """Return what a form begins with: what is in the column."""
    value = getattr(row, name)
    field = column(type(row), name)
    if isinstance(field, models.BooleanField) and field.null:
        return {True: "yes", False: "no"}.get(value, "")
    return value
