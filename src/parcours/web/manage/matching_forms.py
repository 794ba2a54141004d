"""What staff choose about matching: rules and weights, reasons, what is taken back for another pair."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import Organization
from parcours.core.language import speak
from parcours.engagements.lists import END_REASON
from parcours.engagements.models import Mentorship
from parcours.matching.adapter import AGENCY, CRITERIA, HOST, RULES, Quota, Settings
from parcours.matching.lists import EXCLUSION_REASON, MODE
from parcours.matching.words_labels import CRITERIA as CRITERION_NAMES
from parcours.matching.words_labels import RULE_MEANINGS
from parcours.matching.words_labels import RULES as RULE_NAMES
from parcours.web.forms import Form

_MOST_WEIGHT = 1000
_MOST_PAIRS = 10_000
_SWITCHED = tuple(name for name in RULES if name != "avoid")
"""The rules that staff may switch off: who is ruled out for somebody stays so until that is taken back by name."""


class SettingsForm(Form):
    """Which rules hold, what each criterion weighs, what is looked for, and the limits of agencies and employers.

    ``agencies`` are those with people in the cohort, ``employers`` those of whom several people mentor in it.
    """

    mode = forms.ChoiceField(
        label=_("What is looked for"),
        choices=MODE.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "“No two would rather have each other” goes by the wishes and scores of both sides; it may leave more"
            " people without a mentor, and passes over the limits below."
        ),
    )
    digits = forms.TypedChoiceField(
        label=_("Digits of the occupation code that both have in common"),
        choices=[(number, str(number)) for number in range(1, 6)],
        coerce=int,
        help_text=_("5: the same occupation. 3: the same field, as most programs ask. 1: almost anything."),
    )

    def __init__(
        self,
        *args: Any,
        settings: Settings,
        language: str,
        agencies: Sequence[Organization],
        employers: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        say = speak(language)
        self.fields["mode"].initial = settings.mode
        self.fields["digits"].initial = settings.occupation_digits
        for name in _SWITCHED:
            self.fields[f"rule_{name}"] = forms.BooleanField(
                label=say(RULE_NAMES[name]),
                help_text=say(RULE_MEANINGS[name], digits=settings.occupation_digits),
                required=False,
                initial=settings.rules[name],
            )
        for name in CRITERIA:
            self.fields[f"weight_{name}"] = forms.IntegerField(
                label=say(CRITERION_NAMES[name]),
                min_value=0,
                max_value=_MOST_WEIGHT,
                initial=settings.weights[name],
            )
        self.fields["agency_floor"] = forms.BooleanField(
            label=_("Give each agency its share"),
            help_text=_(
                "Of the people of each partner, whom it looks after or else referred, at least the share of all has a"
                " place, as far as that costs nobody a place."
            ),
            required=False,
            initial=settings.agency_floor,
        )
        self.limited = {f"agency_{agency.pk}": (AGENCY, str(agency.pk)) for agency in agencies}
        self.limited |= {f"host_{number}": (HOST, employer) for number, employer in enumerate(employers)}
        names = dict(zip(self.limited, (*map(str, agencies), *employers), strict=True))
        before = {(one.kind, one.name): one for one in settings.quotas}
        for field, group in self.limited.items():
            self._add_limits(field, names[field], before.get(group))

    def _add_limits(self, field: str, group: str, before: Quota | None) -> None:
        for name, label, initial in (
            ("least", _("%(group)s: pairs at least"), before and before.least),
            ("most", _("%(group)s: pairs at most"), before and before.most),
        ):
            self.fields[f"{name}_{field}"] = forms.IntegerField(
                label=label % {"group": group},
                min_value=0,
                max_value=_MOST_PAIRS,
                required=False,
                initial=initial,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse weights that are all 0, and more pairs at least than at most."""
        given = super().clean() or {}
        for field in self.limited:
            most = given.get(f"most_{field}")
            if most is not None and (given.get(f"least_{field}") or 0) > most:
                self.add_error(f"most_{field}", _("At most cannot be fewer than at least."))
        weights = [given.get(f"weight_{name}", 1) for name in CRITERIA]
        if not any(weights):
            raise forms.ValidationError(_("Give one criterion a weight above 0 at least."))
        return given

    @property
    def rules(self) -> list[forms.BoundField]:
        """The rules, and how close occupations must be."""
        return [self["digits"], *(self[f"rule_{name}"] for name in _SWITCHED)]

    @property
    def weights(self) -> list[forms.BoundField]:
        """The weights."""
        return [self[f"weight_{name}"] for name in CRITERIA]

    @property
    def limits(self) -> list[forms.BoundField]:
        """The limits, the least and the most of each agency and employer."""
        return [self[f"{name}_{field}"] for field in self.limited for name in ("least", "most")]

    @property
    def chosen(self) -> Settings:
        """The settings of a form that is valid."""
        given = self.cleaned_data
        return Settings(
            rules=dict.fromkeys(RULES, True) | {name: given[f"rule_{name}"] for name in _SWITCHED},
            occupation_digits=given["digits"],
            weights={name: given[f"weight_{name}"] for name in CRITERIA},
            mode=given["mode"],
            agency_floor=given["agency_floor"],
            quotas=tuple(
                Quota(kind, name, least or 0, most)
                for field, (kind, name) in self.limited.items()
                for least, most in [(given[f"least_{field}"], given[f"most_{field}"])]
                if least or most is not None
            ),
        )


class WhyForm(Form):
    """The words with which something is decided."""

    why = forms.CharField(
        label=_("Why"),
        help_text=_("Kept with the decision; staff alone read it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ChooseForm(WhyForm):
    """Choosing a pair; where the mentor has no place left, whose place it takes."""

    def __init__(self, *args: Any, rivals: Sequence[Mentorship], full: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if full:
            self.fields["instead_of"] = forms.TypedChoiceField(
                label=_("Whose place does it take?"),
                choices=[(row.pk, str(row.participant)) for row in rivals],
                coerce=int,
                widget=forms.RadioSelect,
                initial=rivals[0].pk if len(rivals) == 1 else None,
            )
            self.order_fields(["instead_of", "why"])


class ExclusionForm(Form):
    """Why two are not to be proposed to each other."""

    reason = forms.ChoiceField(label=_("Why not this mentor?"), choices=EXCLUSION_REASON.choices)
    words = forms.CharField(label=_("More about it"), max_length=1000, required=False)


class FinishForm(WhyForm):
    """Why a mentorship ends."""

    reason = forms.ChoiceField(label=_("Reason"), choices=END_REASON.choices)

    field_order = ("reason", "why")
