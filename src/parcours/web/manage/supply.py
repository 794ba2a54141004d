"""Supply and demand by occupation, before an intake opens: who waits, who could help, and what employers are asked."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.models import Partnership
from parcours.accounts.queries import partnerships_running
from parcours.core.refusals import Refused
from parcours.programs.actions.asks import add_ask, take
from parcours.programs.models import Ask
from parcours.programs.queries import asks
from parcours.programs.states import ASK, ASK_BUTTONS, ways_from
from parcours.reporting.supply.balance import Line
from parcours.reporting.supply.queries import supply
from parcours.tables.write import Cell
from parcours.web.charts import BarChart, bars
from parcours.web.forms import Form
from parcours.web.list_files import KINDS, download
from parcours.web.manage.occupations import named, read_code
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest

_MOST_BARS = 8
_LONGEST_LABEL = 36
"""So many letters fit into the picture; the table below has the whole name."""
_TONES = {"open": "info", "filled": "good", "closed": "neutral"}
_MOST_MENTORS = 1000


class AskForm(Form):
    """What is asked of whom, and by when."""

    partner = forms.ChoiceField(
        label=_("Partner"),
        required=False,
        help_text=_("One of your partners, or an employer by its name below."),
    )
    employer = forms.CharField(label=_("Employer"), required=False, max_length=200)
    occupation = forms.CharField(
        label=_("Occupation"), max_length=200, help_text=_("Its NOC code or official title, such as 21300.")
    )
    number = forms.IntegerField(label=_("How many mentors"), min_value=1, max_value=_MOST_MENTORS)
    by_day = forms.DateField(
        label=_("Needed by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, partners: dict[int, Partnership], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="ask-%s", **kwargs)
        self._partners = partners
        field: Any = self.fields["partner"]
        field.choices = [("", ""), *((str(pk), str(row)) for pk, row in partners.items())]

    def clean_occupation(self) -> str:
        """Return the code of the unit group that is meant. Raises ValidationError with what is like it."""
        return read_code(self.cleaned_data["occupation"])

    def fields_given(self) -> dict[str, Any]:
        """Return what the form says, as the fields of an ask."""
        given = dict(self.cleaned_data)
        partner, noc = given.pop("partner"), given.pop("occupation")
        return given | {"noc": noc, "partnership": self._partners[int(partner)] if partner else None}


def _named(code: str) -> str:
    """Return the code with its official title, in the language that is active; what nobody confirmed has none."""
    return named(code) if code else gettext("Occupation not confirmed yet")


def show(request: OrganizationRequest) -> HttpResponse:
    """The table with its picture, or as a file; the asks, and another one."""
    now = timezone.now()
    lines = supply(now, timezone.localdate(now))
    kind = request.GET.get("file", "")
    if kind in KINDS:
        note_export(of="supply", kind=kind, rows=len(lines), by=request.actor)
        return download(kind, gettext("Supply and demand"), _head(), [_cells(line) for line in lines])
    partners = {row.pk: row for row in partnerships_running(timezone.localdate())}
    sent = request.POST if request.POST.get("do") == "ask" else None
    form = AskForm(sent, partners=partners, initial=_wanted(request.GET.get("ask", ""), lines))
    if request.method == "POST" and _did(request, form):
        return redirect("supply", request.organization.slug)
    context = {
        "lines": [(line, _named(line.code)) for line in lines],
        "chart": _chart(lines),
        "asks": [
            (row, _named(row.noc), _TONES[row.status], [(way.name, ASK_BUTTONS[way.name]) for way in ways])
            for row in asks()
            for ways in [ways_from(ASK, row.status)]
        ],
        "form": form,
        "files": [(kind.upper(), f"?file={kind}") for kind in KINDS],
    }
    return render(request, "manage/programs/supply.html", context)


def _wanted(code: str, lines: list[Line]) -> dict[str, Any]:
    """Return what the form begins with where a line’s button opened it: the occupation, and what is not asked yet."""
    line = next((one for one in lines if one.code == code and code), None)
    return {"occupation": code, "number": max(1, line.gap - line.asked)} if line else {}


def _did(request: OrganizationRequest, form: AskForm) -> bool:
    """Do what the button says; return False to show the form again."""
    if form.is_bound:
        if not form.is_valid():
            return False
        try:
            add_ask(by=request.actor, **form.fields_given())
        except ValidationError as problem:
            form.add_error(None, " ".join(problem.messages))
            return False
        messages.success(request, gettext("The ask is noted."))
        return True
    number = next(iter(row_numbers([request.POST.get("number", "")])), 0)
    row = Ask.objects.filter(pk=number).first()
    if row is None:
        raise Refused(gettext("Choose an ask of the list."))
    take(ask=row, way=request.POST.get("way", ""), by=request.actor)
    messages.success(request, gettext("The status is changed."))
    return True


def _head() -> list[str]:
    return [
        gettext("Occupation"),
        gettext("People waiting"),
        gettext("Free places"),
        gettext("Places missing"),
        gettext("Mentors asked for"),
        gettext("Begun in a year"),
        gettext("Wait in months"),
    ]


def _cells(line: Line) -> list[Cell]:
    return [_named(line.code), line.waiting, line.places, line.gap, line.asked, line.begun, line.wait]


def _chart(lines: list[Line]) -> BarChart | None:
    """Return the picture of where most places are missing, or None where none is."""
    short = [line for line in lines if line.gap][:_MOST_BARS]
    if not short:
        return None
    return BarChart(
        id="gaps",
        title=gettext("Where places are missing"),
        description=gettext("People who wait and for whom no mentor has a free place, by occupation."),
        what=gettext("Occupation"),
        measure=gettext("Places missing"),
        bars=bars([(Truncator(_named(line.code)).chars(_LONGEST_LABEL), line.gap) for line in short]),
    )
