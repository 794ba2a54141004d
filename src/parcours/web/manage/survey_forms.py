"""The forms of a questionnaire and of a question."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from parcours.surveys.lists import KIND, LISTED, MEASURE
from parcours.surveys.models import Question, Questionnaire
from parcours.web.forms import Form, ModelForm

_LONGEST_CODE = 60


class WordsForm(ModelForm):
    """What stands above the questions, and who sees the answers."""

    class Meta:
        """What a coordinator writes."""

        model = Questionnaire
        fields = ("title_en", "title_fr", "intro_en", "intro_fr", "seen")
        widgets = {  # noqa: RUF012 - the framework reads it as it is
            "title_en": forms.TextInput(attrs={"lang": "en"}),
            "title_fr": forms.TextInput(attrs={"lang": "fr"}),
            "intro_en": forms.Textarea(attrs={"rows": 2, "lang": "en"}),
            "intro_fr": forms.Textarea(attrs={"rows": 2, "lang": "fr"}),
        }
        help_texts = {  # noqa: RUF012 - the framework reads it as it is
            "seen": _("People read this promise before they answer. Once published it cannot change."),
        }


class QuestionForm(Form):
    """A question. Answers to choose from are lines, each in English and French with a bar between them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text_en = forms.CharField(
        label=_("Question in English"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"lang": "en"}),
    )
    text_fr = forms.CharField(
        label=_("Question in French"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"lang": "fr"}),
    )
    help_en = forms.CharField(
        label=_("Hint in English"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"lang": "en"}),
    )
    help_fr = forms.CharField(
        label=_("Hint in French"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"lang": "fr"}),
    )
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=KIND.choices)
    options = forms.CharField(
        label=_("Answers to choose from"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "For a list: one answer on each line, English | French. For a scale of five steps: the words of its "
            "first and its last step, on two lines."
        ),
    )
    required = forms.BooleanField(label=_("Has to be answered"), required=False)
    measure = forms.ChoiceField(
        label=_("What it measures"),
        required=False,
        help_text=_("Questions with the same measure can be compared, whatever their words."),
    )
    condition = forms.ChoiceField(label=_("Ask it of"), required=False)

    def __init__(self, *args: Any, question: Question, questions: list[Question], **kwargs: Any) -> None:
        self.question = question
        lines = [f"{one['en']} | {one['fr']}" for one in question.options]
        depends = f"{question.only_if_id}:{question.only_if_answer}" if question.only_if_id else ""
        own = {
            name: getattr(question, name)
            for name in ("text_en", "text_fr", "help_en", "help_fr", "kind", "required", "measure")
        }
        own |= {
            "version": question.questionnaire.version,
            "options": "\n".join(lines),
            "condition": depends,
        }
        super().__init__(*args, initial=own, auto_id="question-%s", **kwargs)
        self._questions = {one.pk: one for one in questions}
        measures: Any = self.fields["measure"]
        measures.choices = [("", _("Nothing that is compared")), *MEASURE.choices]
        conditions: Any = self.fields["condition"]
        conditions.choices = [
            ("", _("Everybody")),
            *(
                (
                    f"{one.pk}:{code}",
                    _("Those who answer question %(number)s with: %(answer)s")
                    % {"number": one.position, "answer": words},
                )
                for one in questions
                if one.is_chosen and one.only_if_id is None and one.pk != question.pk
                for code, words in one.choices
            ),
        ]

    def fields_given(self) -> dict[str, Any]:
        """Return what the form says, as the fields of a question."""
        given = dict(self.cleaned_data)
        number, _bar, answer = given.pop("condition").partition(":")
        lines = [line for line in given.pop("options").splitlines() if line.strip()]
        kept = {one["en"]: one["code"] for one in self.question.options}
        given["options"] = [_option(line, kept) for line in lines] if given["kind"] in LISTED else []
        return given | {
            "only_if": self._questions.get(int(number)) if number else None,
            "only_if_answer": answer,
        }


def _option(line: str, kept: dict[str, str]) -> dict[str, str]:
    """Return an answer; one that was there keeps its code, so that what was answered stays comparable."""
    english, _bar, french = (part.strip() for part in line.partition("|"))
    code = kept.get(english) or slugify(english or french)[:_LONGEST_CODE]
    return {"code": code, "en": english, "fr": french}
