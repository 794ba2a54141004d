"""The forms of rules: what a fact is compared with, in words and as inputs, and facts to try the rules on."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from parcours.core.codes import NO_ANSWERS, UNKNOWN, CodeList
from parcours.people.lists import EDUCATION, EMPLOYMENT, IMMIGRATION_CLASS, LICENSURE, WHEREABOUTS
from parcours.programs.eligibility import Operator
from parcours.programs.facts import FACTS, OPERATORS, Shape
from parcours.programs.models import EligibilityRule
from parcours.reference.noc import load_taxonomy
from parcours.web.forms import Form

_LISTS: Mapping[str, CodeList] = MappingProxyType(
    {
        "whereabouts": WHEREABOUTS,
        "education": EDUCATION,
        "licence_stage": LICENSURE,
        "employment": EMPLOYMENT,
        "immigration_class": IMMIGRATION_CLASS,
    }
)
_OPERATORS = MappingProxyType(
    {
        Operator.IS_ONE_OF: _("one of"),
        Operator.IS_NONE_OF: _("none of"),
        Operator.AT_LEAST: _("at least"),
        Operator.AT_MOST: _("at most"),
    }
)
_SENTENCES = MappingProxyType(
    {
        Operator.IS_ONE_OF: gettext_noop("%(fact)s: %(values)s"),
        Operator.IS_NONE_OF: gettext_noop("%(fact)s: not %(values)s"),
        Operator.AT_LEAST: gettext_noop("%(fact)s: at least %(values)s"),
        Operator.AT_MOST: gettext_noop("%(fact)s: at most %(values)s"),
    }
)
_YES_NO = (("yes", _("Yes")), ("no", _("No")))
_NUMBER_MOST = 1000
_FRENCH = {"lang": "fr"}


def in_words(rule: EligibilityRule) -> str:
    """Return what a rule asks for, such as *Years of experience: at least 2*."""
    fact = FACTS.get(rule.field)
    return gettext(_SENTENCES[Operator(rule.operator)]) % {
        "fact": fact.label if fact else rule.field,
        "values": ", ".join(_value(rule.field, value) for value in rule.values),
    }


def _value(field: str, value: Any) -> str:  # noqa: ANN401 - whatever a rule compares with
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, int | float):
        return number_format(value)
    if field == "occupation":
        return f"{value} {load_taxonomy().title(value, (get_language() or 'en')[:2])}"
    return _LISTS[field].label(value) if field in _LISTS else value


def _groups(text: str) -> list[str]:
    """Return the unit groups written in ``text``. Raises ValidationError for one that does not exist."""
    codes = re.findall(r"\w+", text)
    if not codes or not all(load_taxonomy().is_unit_group(code) for code in codes):
        raise ValidationError(
            _("Write the NOC codes of unit groups, such as 21300, with commas between them.")
        )
    return codes


class RuleForm(Form):
    """A rule about one fact: how it compares, with what, and what a refused person reads."""

    operator = forms.ChoiceField(label=_("How it compares"))
    values = forms.Field(label=_("With"))
    reason_en = forms.CharField(label=_("What a refused person reads, in English"), max_length=500)
    reason_fr = forms.CharField(label=_("What a refused person reads, in French"), max_length=500)
    next_step_en = forms.CharField(label=_("What they can do next, in English"), max_length=500)
    next_step_fr = forms.CharField(label=_("What they can do next, in French"), max_length=500)

    def __init__(self, *args: Any, fact: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="rule-%s", **kwargs)
        self._shape = FACTS[fact].shape
        how: Any = self.fields["operator"]
        how.choices = [(one.value, _OPERATORS[one]) for one in OPERATORS[self._shape]]
        self.fields["values"] = _values_field(fact, self._shape)
        for name in ("reason_en", "reason_fr", "next_step_en", "next_step_fr"):
            attrs = {"rows": 2, **(_FRENCH if name.endswith("fr") else {})}
            self.fields[name].widget = forms.Textarea(attrs=attrs)

    def clean_values(self) -> list[str | float | bool]:
        """Return what the fact is compared with, as rules keep it."""
        given = self.cleaned_data["values"]
        if self._shape is Shape.GROUPS:
            return list(_groups(given))
        if self._shape is Shape.YES_NO:
            return [given == "yes"]
        return list(given) if self._shape is Shape.CODES else [given]


def _values_field(fact: str, shape: Shape) -> forms.Field:
    label = _("With")
    if shape is Shape.NUMBER:
        return forms.IntegerField(label=label, min_value=0, max_value=_NUMBER_MOST)
    if shape is Shape.YES_NO:
        return forms.ChoiceField(label=label, choices=_YES_NO)
    if shape is Shape.GROUPS:
        return forms.CharField(
            label=label, max_length=500, help_text=_("NOC codes of unit groups, with commas between them.")
        )
    # Who gave no answer is never refused, so no rule compares with that.
    known = [(code, words) for code, words in _LISTS[fact].choices if code not in NO_ANSWERS]
    return forms.MultipleChoiceField(label=label, choices=known, widget=forms.CheckboxSelectMultiple)


class TryForm(Form):
    """Facts about somebody, as far as they are known: those that the rules ask for."""

    def __init__(self, *args: Any, fields: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="try-%s", **kwargs)
        for name in fields:
            if name in FACTS:
                self.fields[name] = _try_field(name)

    def facts(self) -> dict[str, Any]:
        """Return what was said, as rules compare it; what was left open is not there."""
        said = {name: value for name, value in self.cleaned_data.items() if value not in {None, ""}}
        yes_no = {name for name in said if FACTS[name].shape is Shape.YES_NO}
        return {name: value == "yes" if name in yes_no else value for name, value in said.items()}


def _try_field(name: str) -> forms.Field:
    fact, open_ = FACTS[name], ("", _("Not known"))
    label = str(fact.label)
    if fact.shape is Shape.NUMBER:
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=_NUMBER_MOST)
    if fact.shape is Shape.GROUPS:
        return forms.CharField(label=label, required=False, max_length=5)
    choices = _YES_NO if fact.shape is Shape.YES_NO else _LISTS[name].choices
    choices = [one for one in choices if one[0] != UNKNOWN]  # which is what is left open
    return forms.ChoiceField(label=label, required=False, choices=[open_, *choices])
