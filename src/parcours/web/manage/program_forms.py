"""The forms of a program: its settings by section, and its agreement."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.programs.lists import DOCUMENT_ASKED, FOLLOW_UP_POINT, SCREENING_STEP, SURVEY_ASKED
from parcours.programs.models import Agreement, Program
from parcours.web.forms import Form, ModelForm
from parcours.web.manage.occupations import OccupationsField


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that belong together: what they are called, what they are for, and the fields of the program."""

    title: str | Promise
    about: str | Promise
    fields: tuple[str, ...]


SECTIONS: Mapping[str, Section] = MappingProxyType(
    {
        "about": Section(
            _("What the program is"),
            _("What people read about it before they apply."),
            (
                "kind",
                "name_en",
                "name_fr",
                "summary_en",
                "summary_fr",
                "description_en",
                "description_fr",
                "documents",
                "is_public",
            ),
        ),
        "pace": Section(
            _("Hours and length"),
            _("What each pair aims at, and what its pace is compared with."),
            ("required_hours", "duration_months", "first_meeting_days"),
        ),
        "screening": Section(
            _("Screening of mentors"),
            _(
                "What is done with each mentor before the first match, and whether they are matched without it."
            ),
            ("screening", "screened_only"),
        ),
        "waits": Section(
            _("How long things may wait"),
            _("After so many days staff are told. Applicants read the days on their status page."),
            (
                "silence_days",
                "session_confirm_days",
                "overdue_days",
                "draft_days",
                "draft_kept_days",
                "check_days",
                "eligible_days",
                "review_days",
                "waitlist_days",
                "accepted_days",
                "invitation_days",
                "mentor_answer_days",
                "referral_answer_days",
            ),
        ),
        "measures": Section(
            _("Reviews, surveys and follow-up"),
            _("When people are asked how it is going, and what became of them."),
            (
                "surveys_asked",
                "review_opens_days",
                "pulse_first_day",
                "pulse_every_days",
                "follow_up_points",
                "follow_up_before_days",
                "follow_up_after_days",
                "follow_up_attempts",
                "related",
            ),
        ),
    }
)

_FRENCH = {"lang": "fr"}


class SectionForm(ModelForm):
    """The settings of one section; each number says what most programs have."""

    documents = forms.MultipleChoiceField(
        label=_("Documents asked for"),
        choices=DOCUMENT_ASKED.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_public = forms.BooleanField(
        label=_("Show it on a page that anybody may open"),
        required=False,
        help_text=_(
            "It says what stands here and under “Who may take part”, the hours and the length, when intakes"
            " open, and the partners who lead, deliver, refer or fund. It names nobody."
        ),
    )
    screening = forms.MultipleChoiceField(
        label=_("Steps"),
        choices=SCREENING_STEP.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A step that was done with a mentor holds for every program that asks for it."),
    )
    screened_only = forms.BooleanField(
        label=_("Match screened mentors only"),
        required=False,
        help_text=_(
            "A mentor with whom a step is still to be done is not matched, and the page of matching says so."
        ),
    )
    surveys_asked = forms.MultipleChoiceField(
        label=_("Surveys that go out by themselves"),
        choices=SURVEY_ASKED.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Each of the two gets a letter on the day of their mentorship, once the questionnaire is published."
        ),
    )
    follow_up_points = forms.MultipleChoiceField(
        label=_("When people are asked how they are"),
        choices=FOLLOW_UP_POINT.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Most programs: at the end, and after 3, 6 and 12 months."),
    )

    related = OccupationsField(
        label=_("Occupations that count as related"),
        required=False,
        help_text=_(
            "One on each line, as a NOC code or an official title. A job in one of them counts as work in the field of "
            "the program, whatever the person did before."
        ),
    )

    class Meta:
        """Every setting; the section leaves its own."""

        model = Program
        fields = tuple(name for section in SECTIONS.values() for name in section.fields)
        widgets = {  # noqa: RUF012 - the framework reads it as it is
            "name_fr": forms.TextInput(attrs=_FRENCH),
            "summary_en": forms.Textarea(attrs={"rows": 2}),
            "summary_fr": forms.Textarea(attrs={"rows": 2, **_FRENCH}),
            "description_en": forms.Textarea(attrs={"rows": 5}),
            "description_fr": forms.Textarea(attrs={"rows": 5, **_FRENCH}),
        }

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in section.fields}
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField):
                field.help_text = _("Most programs: %(number)s.") % {"number": usual(name)}


def usual(name: str) -> int:
    """Return the number that a setting is in most programs."""
    field: Any = Program._meta.get_field(name)  # noqa: SLF001 - documented
    return int(field.default)


class AgreementForm(Form):
    """The words of the next edition. ``version`` is the edition that is there."""

    text_en = forms.CharField(
        label=_("Agreement in English"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    text_fr = forms.CharField(
        label=_("Agreement in French"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8, **_FRENCH}),
    )

    def __init__(self, *args: Any, agreement: Agreement | None, **kwargs: Any) -> None:
        self.version = agreement.edition if agreement else 0
        words = {"text_en": agreement.text_en, "text_fr": agreement.text_fr} if agreement else {}
        super().__init__(*args, initial=words, **kwargs)
