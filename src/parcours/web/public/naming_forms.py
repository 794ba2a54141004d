"""The forms by which the staff of an employer become mentors: named one by one or by the line, or by themselves."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.programs.models import Ask
from parcours.reference.noc import load_taxonomy
from parcours.web.forms import Form

type Who = dict[str, str]

MOST_LINES = 50
_PARTS = ("given_name", "family_name", "email", "title", "language")
_FEWEST = 3


def titled(noc: str) -> str:
    """Return the official title of an occupation, in the language that is active."""
    return load_taxonomy().title(noc, (get_language() or "en")[:2])


class _OfAsk(Form):
    """What is offered for one of several asks; of one alone nobody is asked which it is."""

    def __init__(self, *args: Any, asks: Sequence[Ask], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asks = {str(ask.pk): ask for ask in asks}
        if len(asks) == 1:
            del self.fields["ask"]
            return
        field: Any = self.fields["ask"]
        field.choices = [("", ""), *((key, titled(ask.noc)) for key, ask in self._asks.items())]

    @property
    def chosen(self) -> Ask:
        """The ask that was chosen, or the only one."""
        return self._asks[self.cleaned_data.get("ask") or next(iter(self._asks))]


class NameForm(_OfAsk):
    """Somebody who could be a mentor."""

    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100, required=False)
    email = forms.EmailField(label=_("Email address"), max_length=254)
    language = forms.ChoiceField(label=_("Language of our letters"), choices=Language.choices)
    title = forms.CharField(label=_("Occupation or job title"), max_length=200, required=False)
    ask = forms.ChoiceField(label=_("Which occupation is it closest to?"))

    @property
    def who(self) -> Who:
        """Who it is, as the actions take it."""
        return {name: self.cleaned_data[name] for name in _PARTS}


class LinesForm(_OfAsk):
    """Several people, each on a line of their own."""

    lines = forms.CharField(
        label=_("One person on each line"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Given name, family name, address, job title, and en or fr for the language, such as: Ana, Roy, "
            "ana.roy@example.org, Civil engineer, fr. Rows copied from a spreadsheet work, too."
        ),
    )
    ask = forms.ChoiceField(label=_("Which occupation are they closest to?"))

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="lines-%s", **kwargs)
        self._language = language

    def clean_lines(self) -> list[Who]:
        """Return who is named. Raises ValidationError with what is wrong, line by line."""
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(
                gettext("Give %(most)s lines at most, and the others afterwards.") % {"most": MOST_LINES}
            )
        read = [self._read(line) for line in lines]
        wrong = [_said(line, problem) for line, (_who, problem) in zip(lines, read, strict=True) if problem]
        if wrong:
            raise ValidationError(wrong)
        return [who for who, _problem in read]

    def _read(self, line: str) -> tuple[Who, str]:
        """Return who stands on the line, and what is wrong with it."""
        between = next((sign for sign in "\t;" if sign in line), ",")
        parts = [part.strip() for part in line.split(between)]
        if not _FEWEST <= len(parts) <= len(_PARTS):
            return {}, gettext("Give a given name, a family name and an address, with commas between them.")
        said = dict.fromkeys(_PARTS, "") | dict(zip(_PARTS, parts, strict=False))
        said["language"] = re.sub("^(en|fr).*", r"\1", said["language"].lower()) or self._language
        form = NameForm(said, asks=[*self._asks.values()][:1])
        if form.is_valid():
            return form.who, ""
        return {}, " ".join(
            _said(str(form.fields[name].label), " ".join(map(str, problems)))
            for name, problems in form.errors.items()
        )


def _said(what: str, problem: str) -> str:
    """Return what is wrong with what."""
    return gettext("%(what)s: %(problem)s") % {"what": what, "problem": problem}
