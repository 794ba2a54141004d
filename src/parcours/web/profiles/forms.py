"""The forms of a profile: one for a section of fields, one for a part such as a post, one to confirm a code."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actors import Actor
from parcours.core.refusals import Refused
from parcours.engine.occupations.suggestions import Outcome, Suggestions
from parcours.people.actions.fields import FIELDS
from parcours.people.actions.occupations import decide_occupation, write_occupation
from parcours.people.actions.profile import Part, add_part, change
from parcours.people.models import OccupationHeld, Person
from parcours.people.policies import is_oneself
from parcours.web.forms import Form, in_our_words
from parcours.web.profiles.fields import form_field, initial
from parcours.web.profiles.sections import Section

NONE_OF_THESE = "none"


class SectionForm(Form):
    """The fields of one section, of whatever rows they are."""

    def __init__(self, section: Section, person: Person, by: Actor, data: Any = None) -> None:  # noqa: ANN401
        self.rows, self.by = section.rows(person), by
        super().__init__(
            data, initial={name: initial(row, name) for row, names in self.rows for name in names}
        )
        for row, names in self.rows:
            for name in names:
                self.fields[name] = form_field(row, name, oneself=is_oneself(by, person))
        in_our_words(self)

    def save(self) -> bool:
        """Keep what was written; return whether it was, and otherwise say in the form what is wrong."""
        try:
            for row, names in self.rows:
                change(row=row, by=self.by, **{name: self.cleaned_data[name] for name in names})
        except ValidationError as problem:
            self.add_error(None, problem)
        except Refused as refusal:
            self.add_error("email" if "email" in self.fields else None, str(refusal))
        return not self.errors


class PartForm(Form):
    """One part of a profile, new or to be changed."""

    def __init__(self, part: Part, by: Actor, data: Any = None) -> None:  # noqa: ANN401 - what was posted
        self.part, self.by = part, by
        self.names = FIELDS[type(part)]
        super().__init__(data, initial={name: initial(part, name) for name in self.names})
        for name in self.names:
            self.fields[name] = form_field(part, name, oneself=is_oneself(by, part.person))
        in_our_words(self)

    def save(self) -> bool:
        """Keep what was written; return whether it was, and otherwise say in the form what is wrong."""
        values = {name: self.cleaned_data[name] for name in self.names}
        try:
            if isinstance(self.part, OccupationHeld):
                known = self.part if self.part.pk else None
                self.part = write_occupation(person=self.part.person, occupation=known, by=self.by, **values)
            elif self.part.pk:
                change(row=self.part, by=self.by, **values)
            else:
                add_part(part=self.part, by=self.by, **values)
        except ValidationError as problem:
            self.add_error(None, problem)
        except Refused as refusal:
            self.add_error(None, str(refusal))
        return not self.errors


class ConfirmForm(Form):
    """Which of the codes that were suggested it is, another one, or none."""

    choice = forms.ChoiceField(label=_("Which is it?"), widget=forms.RadioSelect, required=False)
    code = forms.CharField(
        label=_("Another NOC code"),
        max_length=5,
        required=False,
        help_text=_("Five digits, if you know the code."),
    )

    def __init__(
        self,
        occupation: OccupationHeld,
        by: Actor,
        options: list[tuple[str, str | Promise]],
        said: Suggestions | None,
        data: Any = None,  # noqa: ANN401 - what was posted
    ) -> None:
        self.occupation, self.by, self.said = occupation, by, said
        is_sure = said is not None and said.outcome is Outcome.SURE
        likely = options[0][0] if is_sure and options else ""
        known = occupation.noc or (NONE_OF_THESE if occupation.decision else likely)
        offered = {code for code, _label in options}
        start = {"choice": known} if known in offered | {NONE_OF_THESE} else {"code": known}
        super().__init__(data, initial=start)
        choice = self.fields["choice"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - it is, above
        choice.choices = [*options, (NONE_OF_THESE, _("None of these"))]

    def clean(self) -> dict[str, Any]:
        """Return the answers, of which there is one."""
        given = super().clean() or self.cleaned_data
        if not given.get("choice") and not given.get("code"):
            raise ValidationError({"choice": _("Choose one, or write another code.")})
        return given

    def save(self) -> bool:
        """Keep the decision; return whether it was kept."""
        chosen = self.cleaned_data["choice"]
        noc = self.cleaned_data["code"].strip() or ("" if chosen == NONE_OF_THESE else chosen)
        try:
            decide_occupation(occupation=self.occupation, noc=noc, said=self.said, by=self.by)
        except Refused as refusal:
            self.add_error("code", str(refusal))
        return not self.errors
