"""Who may take part in a program: its rules, another one, and a person to try them on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parcours.programs.actions.programs import add_rule, remove_rule
from parcours.programs.eligibility import Answer
from parcours.programs.facts import FACTS
from parcours.programs.models import EligibilityRule, Program
from parcours.programs.queries import rules_of, verdict_on
from parcours.web.manage.programs import found
from parcours.web.manage.rule_forms import RuleForm, TryForm, in_words
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest

_TONES = {Answer.ELIGIBLE: "good", Answer.NOT_ELIGIBLE: "problem", Answer.UNKNOWN: "info"}


def show(request: OrganizationRequest, program: int) -> HttpResponse:
    """The rules with what a refused person reads, the form for another one, and what they say about somebody."""
    row = found(program)
    rules = rules_of(row)
    fact = request.GET.get("fact", "")
    form = RuleForm(request.POST if "add" in request.POST else None, fact=fact) if fact in FACTS else None
    if request.method == "POST" and _did(request, row, rules, form):
        return redirect("program-rules", request.organization.slug, program)
    tried = TryForm(
        request.GET if "try" in request.GET else None, fields=list(dict.fromkeys(one.field for one in rules))
    )
    context = {
        "program": row,
        "rules": [(one, in_words(one)) for one in rules],
        "facts": [(name, one.label) for name, one in FACTS.items()],
        "fact": FACTS.get(fact),
        "form": form,
        "tried": tried,
        "verdict": _verdict(row, tried),
    }
    return render(request, "manage/programs/rules.html", context)


def _did(
    request: OrganizationRequest, program: Program, rules: list[EligibilityRule], form: RuleForm | None
) -> bool:
    """Do what the button says; return False to show the form again."""
    if form is not None and form.is_bound:
        if not form.is_valid():
            return False
        try:
            add_rule(program=program, field=request.GET["fact"], by=request.actor, **form.cleaned_data)
        except ValidationError as problem:
            for sentence in problem.messages:
                form.add_error(None, sentence)
            return False
        messages.success(request, _("The rule is added."))
        return True
    number = next(iter(row_numbers([request.POST.get("remove", "")])), 0)
    rule = next((one for one in rules if one.pk == number), None)
    if rule is not None:
        remove_rule(rule=rule, by=request.actor)
        messages.success(request, _("The rule is removed."))
    return True


def _verdict(program: Program, form: TryForm) -> dict[str, Any] | None:
    """Return what the rules say about the facts that were given, or None where none were."""
    if not form.is_valid():
        return None
    verdict, refusing = verdict_on(program, form.facts())
    words = {
        Answer.ELIGIBLE: _("Eligible"),
        Answer.NOT_ELIGIBLE: _("Not eligible"),
        Answer.UNKNOWN: _("Not known yet"),
    }
    return {
        "tone": _TONES[verdict.answer],
        "words": words[verdict.answer],
        "refusing": refusing,
        "missing": [FACTS[name].label if name in FACTS else name for name in verdict.missing],
    }
