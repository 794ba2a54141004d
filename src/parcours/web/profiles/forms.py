"""The forms of a profile: one for a section of fields, one for a part such as a post, one to confirm a code."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actors import Actor
from parcours.core.refusals import Refused
from parcours.engine.occupations.suggestions import Outcome
from parcours.people.actions.fields import FIELDS
from parcours.people.actions.occupations import decide_occupation, write_occupation
from parcours.people.actions.profile import Part, add_part, change
from parcours.people.models import OccupationHeld, Person
from parcours.people.occupations import offered, suggest
from parcours.people.policies import is_oneself
from parcours.web.forms import Form, in_our_words
from parcours.web.profiles.fields import form_field, initial
from parcours.web.profiles.sections import Section
from parcours.web.profiles.seen import as_seen, check_seen
from parcours.web.profiles.suggested import option

NONE_OF_THESE = "none"


class SectionForm(Form):
    """The fields of one section, of whatever rows they are."""

    def __init__(self, section: Section, person: Person, by: Actor, *sent: Any) -> None:
        self.rows, self.by = section.rows(person), by
        self.version = as_seen(*self.rows)
        super().__init__(
            *sent, initial={name: initial(row, name) for row, names in self.rows for name in names}
        )
        for row, names in self.rows:
            for name in names:
                self.fields[name] = form_field(row, name, oneself=is_oneself(by, person))
        in_our_words(self)

    @transaction.atomic
    def save(self, version: int, **given: Any) -> None:
        """Keep what was written in the section that ``version`` was seen of. Raises what `change` does."""
        check_seen(version, self.version)
        for row, names in self.rows:
            change(row=row, by=self.by, **{name: given[name] for name in names})


class PartForm(Form):
    """One part of a profile, new or to be changed."""

    def __init__(self, part: Part, by: Actor, *sent: Any) -> None:
        self.part, self.by = part, by
        self.names = FIELDS[type(part)]
        self.version = as_seen((part, self.names))
        super().__init__(*sent, initial={name: initial(part, name) for name in self.names})
        for name in self.names:
            self.fields[name] = form_field(part, name, oneself=is_oneself(by, part.person))
        in_our_words(self)

    def save(self, version: int, **given: Any) -> None:
        """Keep what was written of the part that ``version`` was seen of. Raises what `change` does."""
        check_seen(version, self.version)
        if isinstance(self.part, OccupationHeld):
            write_occupation(person=self.part.person, occupation=self.part, by=self.by, **given)
        else:
            change(row=self.part, by=self.by, **given)

    def added(self) -> bool:
        """Add the part; return whether it was, and otherwise say in the form what is wrong."""
        values = {name: self.cleaned_data[name] for name in self.names}
        try:
            if isinstance(self.part, OccupationHeld):
                self.part = write_occupation(person=self.part.person, by=self.by, **values)
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

    def __init__(self, occupation: OccupationHeld, by: Actor, *sent: Any) -> None:
        self.occupation, self.by = occupation, by
        self.version = as_seen((occupation, ("title", "title_language", "noc", "decision")))
        self.said = suggest(occupation.title, occupation.title_language)
        options = [option(one) for one in offered(self.said)]
        is_sure = self.said is not None and self.said.outcome is Outcome.SURE
        likely = options[0][0] if is_sure and options else ""
        known = occupation.noc or (NONE_OF_THESE if occupation.decision else likely)
        choices = [*options, (NONE_OF_THESE, _("None of these"))]
        is_offered = known in {code for code, _label in choices}
        super().__init__(*sent, initial={"choice": known} if is_offered else {"code": known})
        choice = self.fields["choice"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - it is, above
        choice.choices = choices

    def clean(self) -> dict[str, Any]:
        """Return the answers, of which there is one."""
        given = super().clean() or self.cleaned_data
        if not given.get("choice") and not given.get("code"):
            raise ValidationError({"choice": _("Choose one, or write another code.")})
        return given

    def save(self, version: int, choice: str, code: str) -> None:
        """Keep the decision about the words that ``version`` was seen of. Raises what `decide_occupation` does."""
        check_seen(version, self.version)
        noc = code.strip() or ("" if choice == NONE_OF_THESE else choice)
        decide_occupation(occupation=self.occupation, noc=noc, said=self.said, by=self.by)
