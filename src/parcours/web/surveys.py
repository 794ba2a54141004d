"""Answering a questionnaire, page by page: for a member signed in as for whoever came by a link."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.core.small_cells import SMALLEST
from parcours.surveys.actions.answering import (
    can_be_answered,
    decline,
    first_missing,
    save_answers,
    send_answers,
)
from parcours.surveys.models import Question, SurveyRequest
from parcours.surveys.queries import given_to, questions_of
from parcours.surveys.steps import asked, pages
from parcours.web.forms import Form, in_our_words
from parcours.web.numbers import row_numbers

_SHORT, _LONG, _MOST = 200, 4000, 100_000


def field_for(question: Question) -> forms.Field:
    """Return the field in which a question is answered, in the language that is active."""
    said: dict[str, Any] = {"label": question.text, "help_text": question.help, "required": question.required}
    match question.kind:
        case "several":
            return forms.MultipleChoiceField(
                choices=question.choices, widget=forms.CheckboxSelectMultiple, **said
            )
        case "number":
            return forms.IntegerField(min_value=0, max_value=_MOST, **said)
        case "short":
            return forms.CharField(max_length=_SHORT, **said)
        case "long":
            return forms.CharField(max_length=_LONG, widget=forms.Textarea(attrs={"rows": 4}), **said)
        case _:
            return forms.ChoiceField(choices=question.choices, widget=forms.RadioSelect, **said)


class AnswersForm(Form):
    """The questions of one page."""

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update({f"q{one.pk}": field_for(one) for one in questions})
        in_our_words(self)


def answer(request: HttpRequest, template: str, survey: SurveyRequest, by: Actor) -> HttpResponse:
    """Show one page of the questions, or save it; after the last one the answers are in."""
    context: dict[str, Any] = {"survey": survey, "sender": survey.organization, "smallest": SMALLEST}
    if not can_be_answered(survey):
        return render(request, template, context | {"over": True})
    given = given_to(survey)
    if request.method == "POST" and "decline" in request.POST:
        decline(survey=survey, by=by)
        return render(request, template, context | {"over": True})
    parts = _parts(survey, given)
    place = min(next(iter(row_numbers([request.GET.get("page", "1")])), 1), len(parts))
    here = parts[place - 1]
    form = AnswersForm(
        request.POST or None, questions=here, initial={f"q{one.pk}": given.get(one.pk) for one in here}
    )
    if request.method == "POST" and form.is_valid():
        save_answers(survey=survey, given={one: form.cleaned_data[f"q{one.pk}"] for one in here}, by=by)
        return _onward(request, template, context, place, by)
    is_done = survey.state == "answered" and "page" not in request.GET and request.method != "POST"
    return render(
        request,
        template,
        context
        | {
            "form": form,
            "page": place,
            "is_done": is_done,
            "is_last": place == len(parts) and not _leads_on(survey, here),
        },
    )


def _parts(survey: SurveyRequest, given: dict[int, Any]) -> list[list[Question]]:
    """Return the pages with the questions that the person is asked as far as their answers tell."""
    questions = questions_of(survey.questionnaire)
    shown = set(asked(questions, given))
    return [kept for page in pages(questions) if (kept := [one for one in page if one in shown])]


def _leads_on(survey: SurveyRequest, here: Sequence[Question]) -> bool:
    """Return whether what is answered here may bring up another question."""
    return bool({one.only_if_id for one in questions_of(survey.questionnaire)} & {one.pk for one in here})


def _onward(
    request: HttpRequest, template: str, context: dict[str, Any], place: int, by: Actor
) -> HttpResponse:
    """Lead on to the next page, to the first one with an answer missing, or hand the answers in."""
    survey = context["survey"]
    given = given_to(survey)
    parts = _parts(survey, given)
    if place < len(parts):
        return redirect(f"{request.path}?page={place + 1}")
    missing = first_missing([one for part in parts for one in part], given)
    if missing is not None:
        page = next(number for number, part in enumerate(parts, start=1) if missing in part)
        messages.warning(request, _("Answer this first: %(question)s") % {"question": missing.text})
        return redirect(f"{request.path}?page={page}")
    send_answers(survey=survey, by=by)
    return redirect(request.path)
