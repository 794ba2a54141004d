"""One’s own sensitive facts, as the organization asks for them: each with why, and each may be declined."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actors import Actor
from parcours.core.codes import PREFER_NOT
from parcours.core.plain import plain
from parcours.people.actions.sensitive import keep_facts, look_at_own
from parcours.people.models import Person, SensitiveFacts
from parcours.people.sensitive import FACTS, asked_of
from parcours.people.words import reader
from parcours.reference.countries import country_names
from parcours.web.editing import Editing
from parcours.web.forms import Form

_DECLINED = "_declined"


class OwnFactsForm(Form):
    """What the person said, to be corrected, taken out or declined."""

    def __init__(self, held: Mapping[str, str], version: int, *sent: Any) -> None:
        self.names, self.version = tuple(held), version
        super().__init__(*sent)
        for name, text in held.items():
            self.fields[name] = _field(name, "" if text == PREFER_NOT and FACTS[name].codes is None else text)
            if FACTS[name].codes is None:
                self.fields[name + _DECLINED] = forms.BooleanField(
                    label=_("I prefer not to answer: %(fact)s") % {"fact": FACTS[name].label},
                    required=False,
                    initial=text == PREFER_NOT,
                )

    def clean(self) -> dict[str, Any]:
        """Return the answers; whoever gives one and declines it is asked which holds."""
        given = super().clean() or self.cleaned_data
        for name in self.names:
            if given.get(name) and given.get(name + _DECLINED):
                self.add_error(name, gettext("Answer, or say that you prefer not to: not both."))
        return given

    def facts(self, given: Mapping[str, Any]) -> dict[str, str]:
        """Return the answers as they are kept, empty where there is none."""
        return {
            name: PREFER_NOT if given.get(name + _DECLINED) else _as_kept(given[name]) for name in self.names
        }


def _field(name: str, text: str) -> forms.Field:
    fact = FACTS[name]
    asked: dict[str, Any] = {
        "label": str(fact.label),
        "help_text": str(fact.reason),
        "required": False,
        "initial": text,
    }
    if fact.codes is not None:
        offered = fact.codes.offered(timezone.localdate(), {text})
        return forms.ChoiceField(choices=[("", _("Not given")), *offered], **asked)
    if name == "countries":
        known = sorted(country_names(reader()).items(), key=lambda pair: plain(pair[1]))
        asked["initial"] = [code for code in text.split(";") if code]
        return forms.MultipleChoiceField(
            choices=known, widget=forms.SelectMultiple(attrs={"size": 6}), **asked
        )
    if name == "birth_date":
        day = forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d")
        return forms.DateField(widget=day, **asked)
    if name == "background":
        return forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}), **asked)
    return forms.CharField(max_length=20, **asked)


def _as_kept(answer: Any) -> str:  # noqa: ANN401 - of any field
    if isinstance(answer, list):
        return ";".join(answer)
    return str(answer or "")


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """The page, for ``person`` as whom ``by`` acts. ``onward`` is where saving leads."""

    person: Person
    by: Actor
    onward: str

    def answer(self, request: HttpRequest, template: str, **frame: Any) -> HttpResponse:
        """Keep what was sent and go on, or show what is on file; 404 where nothing is asked of the person."""
        names = asked_of(self.person)
        if not names:
            raise Http404
        editing = Editing(request, lambda: self._form(names), lambda made, *sent: made(*sent))

        def save(given: Mapping[str, Any]) -> None:
            facts = editing.form.facts(given)
            empty = frozenset(name for name, text in facts.items() if not text)
            keep_facts(person=self.person, by=self.by, facts=facts, clear=empty, seen=given["version"])

        if editing.saved(save):
            messages.success(request, gettext("What you wrote is kept, sealed."))
            return redirect(self.onward)
        return editing.page(template, person=self.person, onward=self.onward, **frame)

    def _form(self, names: tuple[str, ...]) -> Any:  # noqa: ANN401 - a form that waits for what was sent
        held = look_at_own(person=self.person, names=names, by=self.by)
        row = SensitiveFacts.objects.filter(person=self.person).only("version").first()
        return lambda *sent: OwnFactsForm(held, row.version if row else 0, *sent)
