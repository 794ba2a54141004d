"""What came out of a questionnaire, per question: figures with their response rate, a picture, and a file."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.actions.exports import note_export
from parcours.core.shares import percent
from parcours.core.small_cells import SMALLEST, WITHHELD
from parcours.surveys.models import Questionnaire
from parcours.surveys.results import Result, results
from parcours.tables.write import Cell
from parcours.web.charts import BarChart, bars
from parcours.web.forms import Form
from parcours.web.list_files import KINDS, download
from parcours.web.pages import OrganizationRequest


class DaysForm(Form):
    """Which requests are counted: by the day on which they opened."""

    since = forms.DateField(
        label=gettext_lazy("Opened since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=gettext_lazy("until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def show(request: OrganizationRequest, questionnaire: int) -> HttpResponse:
    """The results, or the file of them."""
    row = get_object_or_404(Questionnaire, pk=questionnaire)
    form = DaysForm(request.GET or None)
    days = form.cleaned_data if form.is_valid() else {}
    found = results(row, _day(days, "since"), _day(days, "until"))
    kind = request.GET.get("file", "")
    if kind in KINDS:
        lines = _lines(found.questions)
        file = download(kind, str(row), _head(), lines)
        note_export(of="surveys", kind=kind, rows=len(lines), by=request.actor)
        return file
    query = request.GET.copy()
    query.pop("file", None)
    context = {
        "questionnaire": row,
        "form": form,
        "found": found,
        "rate": percent(found.rate),
        "smallest": SMALLEST,
        "questions": [_shown(one) for one in found.questions],
        "files": [(kind.upper(), f"?{query.urlencode()}&file={kind}") for kind in KINDS],
    }
    return render(request, "manage/surveys/results.html", context)


def _day(days: dict[str, Any], name: str) -> dt.date | None:
    return days.get(name)


def _shown(one: Result) -> dict[str, Any]:
    return {
        "question": one.question,
        "asked": one.asked,
        "answered": one.answered,
        "rate": percent(one.rate),
        "mean": number_format(round(float(one.mean), 1), 1) if one.mean is not None else "",
        "words": one.words,
        "is_withheld": one.is_withheld,
        "chart": _chart(one),
        "rows": [(words, count, percent(share)) for words, count, share in one.rows],
    }


def _chart(one: Result) -> BarChart | None:
    """Return the picture of a question; None where there is nothing to draw, or not all of it is known."""
    known = [(words, count) for words, count, _share in one.rows if count is not None]
    if not known or one.is_withheld or not one.answered:
        return None
    most, number = max(known, key=lambda row: row[1])
    return BarChart(
        id=f"question-{one.question.pk}",
        title=one.question.text,
        description=_("Most people answered: %(answer)s (%(number)s of %(whole)s).")
        % {"answer": most, "number": number, "whole": one.answered},
        what=_("Answer"),
        measure=_("People, and their share of those who answered"),
        bars=tuple(
            replace(bar, shown=f"{bar.shown} ({percent(part)})")
            for bar, (_words, _count, part) in zip(bars(known), one.rows, strict=True)
        ),
    )


def _head() -> list[str]:
    return [
        _("Question"),
        _("Measure"),
        _("Answer"),
        _("People"),
        _("Share of those who answered"),
        _("Answered"),
        _("Asked"),
    ]


def _lines(questions: list[Result]) -> list[list[Cell]]:
    """Return a line for each answer; what people wrote in their own words stays on the page."""
    lines: list[list[Cell]] = []
    for one in questions:
        front: list[Cell] = [one.question.text, one.question.measure]
        back = [WITHHELD if count is None else count for count in (one.answered, one.asked)]
        if not one.rows:
            mean = "" if one.mean is None else round(float(one.mean), 2)
            lines.append([*front, _("Mean") if one.mean is not None else "", mean, "", *back])
        lines += [
            [*front, words, WITHHELD if count is None else count, percent(part), *back]
            for words, count, part in one.rows
        ]
    return lines
