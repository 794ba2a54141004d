"""The questions of a follow-up, for the person by link or account, and for whoever asks them by telephone."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actors import Actor
from parcours.outcomes.actions.answering import ANSWERS, answer, can_be_answered, refuse
from parcours.outcomes.lists import EVIDENCE, JOB_SOURCE, PERMANENCE, SELF_MATCH, SOURCE, WAGE
from parcours.outcomes.models import FollowUp
from parcours.people.consent.queries import today
from parcours.people.lists import EMPLOYMENT, LICENSURE
from parcours.web.forms import Form

_NOT_SAID = ("", "–")


def _choice(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:  # noqa: ANN401 - words, and a list of codes
    return forms.ChoiceField(label=label, choices=[_NOT_SAID, *choices], required=False, **more)


class AnswersForm(Form):
    """What somebody does now. Nothing but the first question has to be answered."""

    employment = forms.ChoiceField(
        label=_("What do you do at present?"), choices=EMPLOYMENT.choices, widget=forms.RadioSelect
    )
    job_title = forms.CharField(
        label=_("What is your job called?"),
        help_text=_("This and the next five questions are for people in paid work. Skip what does not fit."),
        max_length=150,
        required=False,
    )
    hours = forms.DecimalField(
        label=_("How many hours a week?"), min_value=0, max_value=100, decimal_places=1, required=False
    )
    wage = _choice(_("What does it pay?"), WAGE.choices)
    permanence = _choice(_("Is it permanent?"), PERMANENCE.choices)
    self_match = _choice(_("Does it use your education, skills and experience?"), SELF_MATCH.choices)
    job_source = _choice(_("How did you find it?"), JOB_SOURCE.choices)
    licence = _choice(
        _("Where do you stand with your licence?"),
        LICENSURE.choices,
        help_text=_("For professions that need one in Canada."),
    )
    words = forms.CharField(
        label=_("Something to add"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NotedForm(AnswersForm):
    """The same as staff note it: who said it, and what it rests on."""

    source = forms.ChoiceField(label=_("Who said it?"), choices=SOURCE.choices)
    evidence = forms.ChoiceField(label=_("What does it rest on?"), choices=EVIDENCE.choices)

    field_order = ("source", "evidence")


def said_so_far(row: FollowUp) -> dict[str, Any]:
    """Return what the form begins with."""
    return {name: getattr(row, name) for name in ANSWERS} | {"words": row.words}


def respond(request: HttpRequest, template: str, row: FollowUp, by: Actor) -> HttpResponse:
    """Show the questions to the person, or keep what they say."""
    context: dict[str, Any] = {"follow_up": row, "sender": row.organization}
    if request.method == "POST" and "refuse" in request.POST:
        refuse(follow_up=row, by=by)
        return redirect(request.path)
    if not can_be_answered(row, today(row.organization)):
        return render(request, template, context | {"over": True})
    is_done = row.status in {"reached", "partial"} and "again" not in request.GET
    form = AnswersForm(request.POST if request.method == "POST" else None, initial=said_so_far(row))
    if request.method == "POST" and form.is_valid():
        answer(follow_up=row, by=by, **form.cleaned_data)
        return redirect(request.path)
    return render(
        request,
        template,
        context | {"form": form, "is_done": is_done and not form.is_bound},
    )
