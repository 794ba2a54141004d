"""Questionnaires: the list, and the page on which one is built."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from parcours.core.refusals import Refused
from parcours.surveys.actions.building import (
    begin,
    begin_next,
    move_question,
    publish,
    put_question,
    remove_question,
    word,
)
from parcours.surveys.built_in import BUILT_IN, BY_KEY
from parcours.surveys.checking import faults
from parcours.surveys.lists import AUDIENCE, PURPOSE, STATE
from parcours.surveys.models import Question, Questionnaire
from parcours.surveys.queries import next_edition, questionnaires, questions_of
from parcours.web.editing import Editing
from parcours.web.manage.survey_asking import can_be_asked
from parcours.web.manage.survey_forms import QuestionForm, WordsForm
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest

_TONES = {"draft": "info", "published": "good", "retired": "neutral"}


def index(request: OrganizationRequest) -> HttpResponse:
    """Every edition with its answers, and those of the product to begin with."""
    if request.method == "POST":
        built_in = BY_KEY.get(request.POST.get("begin", ""))
        if built_in is None:
            messages.warning(request, _("Choose a questionnaire to begin with."))
            return redirect("surveys", request.organization.slug)
        made = begin(built_in=built_in, by=request.actor)
        messages.success(request, _("This is a draft. Change what you like, then publish it."))
        return redirect("survey-build", request.organization.slug, made.pk)
    rows = [
        (row, PURPOSE.label(row.purpose), AUDIENCE.label(row.audience), can_be_asked(row), *_state(row))
        for row in questionnaires()
    ]
    choices = [
        (one.key, f"{PURPOSE.label(one.purpose)} – {AUDIENCE.label(one.audience)}") for one in BUILT_IN
    ]
    return render(request, "manage/surveys/list.html", {"rows": rows, "choices": choices})


def _state(row: Questionnaire) -> tuple[str, str]:
    return STATE.label(row.state), _TONES[row.state]


def build(request: OrganizationRequest, questionnaire: int) -> HttpResponse:
    """The words, the questions with what can be done to each, what is missing, and how it looks to people."""
    row = get_object_or_404(Questionnaire, pk=questionnaire)
    questions = questions_of(row)
    chosen = _chosen(request, row, questions)
    form = QuestionForm(request.POST if "put" in request.POST else None, question=chosen, questions=questions)
    if request.method == "POST":
        done = _tried(request, row, questions, form)
        if done is not None:
            return redirect("survey-build", request.organization.slug, done.pk)
    context = {
        "questionnaire": row,
        "state": _state(row),
        "questions": questions,
        "form": form,
        "chosen": chosen,
        "faults": faults(row, questions),
        "next": next_edition(row),
        "previews": [_preview(row, questions, language) for language in ("en", "fr")],
    }
    return render(request, "manage/surveys/build.html", context)


def _chosen(request: OrganizationRequest, row: Questionnaire, questions: list[Question]) -> Question:
    """Return the question that the address names, or a new one."""
    number = next(iter(row_numbers([request.GET.get("question", "")])), 0)
    found = next((one for one in questions if one.pk == number), None)
    if found is not None:
        found.questionnaire = row
    return found or Question(organization=row.organization, questionnaire=row, kind="yes_no")


def _tried(
    request: OrganizationRequest,
    row: Questionnaire,
    questions: list[Question],
    form: QuestionForm,
) -> Questionnaire | None:
    """Do what the button says; what is refused is said at the form, or above the page."""
    try:
        return _do(request, row, questions, form)
    except (Refused, ValidationError) as problem:
        said = problem.messages if isinstance(problem, ValidationError) else [str(problem)]
    if "put" not in request.POST:
        messages.warning(request, " ".join(said))
        return row
    for sentence in said:
        form.add_error(None, sentence)
    return None


def _do(
    request: OrganizationRequest,
    row: Questionnaire,
    questions: list[Question],
    form: QuestionForm,
) -> Questionnaire | None:
    """Do what the button says; return what to show next, or None to show the form again. Raises Refused."""
    sent, by = request.POST, request.actor
    if "put" in sent:
        if not form.is_valid():
            return None
        put_question(question=form.question, by=by, **form.fields_given())
        messages.success(request, _("The question is saved."))
    elif "publish" in sent:
        publish(questionnaire=row, by=by)
        messages.success(request, _("Published. People can be asked from now on."))
    elif "next" in sent:
        return begin_next(questionnaire=row, by=by)
    else:
        _move(request, questions)
    return row


def _move(request: OrganizationRequest, questions: list[Question]) -> None:
    for way, places in (("up", -1), ("down", 1), ("remove", 0)):
        number = next(iter(row_numbers([request.POST.get(way, "")])), 0)
        question = next((one for one in questions if one.pk == number), None)
        if question is None:
            continue
        if places:
            move_question(question=question, places=places, by=request.actor)
        else:
            remove_question(question=question, by=request.actor)
        return


def change_words(request: OrganizationRequest, questionnaire: int) -> HttpResponse:
    """The title, the introduction, and who sees the answers."""
    editing = Editing(
        request,
        lambda: get_object_or_404(Questionnaire, pk=questionnaire),
        lambda row, *sent: WordsForm(*sent, instance=row),
    )

    def save(given: Mapping[str, Any]) -> None:
        editing.row.refresh_from_db()  # a form for a row writes into it
        word(questionnaire=editing.row, by=request.actor, **given)

    if editing.saved(save):
        messages.success(request, _("Saved."))
        return redirect("survey-build", request.organization.slug, questionnaire)
    return editing.page("manage/surveys/words.html", questionnaire=editing.row)


def _preview(row: Questionnaire, questions: list[Question], language: str) -> dict[str, Any]:
    """Return what people see who read ``language``."""
    with translation.override("fr-ca" if language == "fr" else "en"):
        shown = [(one.text, one.help, [words for _code, words in one.choices]) for one in questions]
        return {"language": language, "title": row.title, "intro": row.intro, "questions": shown}
