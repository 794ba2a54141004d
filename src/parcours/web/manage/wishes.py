"""The form in which staff note whom somebody would like best."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.matching.models import Wish
from parcours.people.models import Mentor, Participant
from parcours.programs.models import Cohort
from parcours.web.forms import Form

_LABELS = (_("First wish"), _("Second wish"), _("Third wish"))


class WishesForm(Form):
    """Up to three people of the other side, the dearest first."""

    def __init__(
        self, *args: Any, people: Iterable[Participant | Mentor], wanted: Sequence[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, auto_id="wish-%s", **kwargs)
        choices = [("", gettext("Nobody")), *((str(one.pk), str(one)) for one in people)]
        for place, label in enumerate(_LABELS):
            self.fields[f"wish_{place}"] = forms.ChoiceField(
                label=str(label),
                choices=choices,
                required=False,
                initial=str(wanted[place]) if place < len(wanted) else "",
            )

    @property
    def wanted(self) -> list[int]:
        """The numbers of those wished for, of a form that is valid."""
        given = [self.cleaned_data[f"wish_{place}"] for place in range(len(_LABELS))]
        return [int(number) for number in given if number]


def wanted_by(cohort: Cohort, who: Participant | Mentor) -> list[int]:
    """Return whom somebody would like best in the cohort, as numbers, the dearest first."""
    is_mentee = isinstance(who, Participant)
    mine = {"side": "mentee", "participant": who} if is_mentee else {"side": "mentor", "mentor": who}
    rows = Wish.objects.filter(cohort=cohort, **mine)
    return list(rows.values_list("mentor" if is_mentee else "participant", flat=True))
