"""Asking many people of a cohort to answer a questionnaire, after a look at who is asked and who is left out."""

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.applications.queries import mentors_of, participants_of
from parcours.core.refusals import Refused
from parcours.engagements.lists import TOGETHER
from parcours.engagements.models import Mentorship
from parcours.outcomes.queries import CLOSED
from parcours.people.models import Person
from parcours.programs.models import Cohort
from parcours.programs.queries import cohorts
from parcours.surveys.actions.asking import REMIND
from parcours.surveys.actions.many import WHY, ask_many, sort_out
from parcours.surveys.models import Questionnaire
from parcours.surveys.queries import today
from parcours.web.forms import Form
from parcours.web.manage.cohort_states import DAYS
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest

_WEEKS_TO_ANSWER = dt.timedelta(days=10)
_SIDES = {"participant": "participant", "mentor": "mentor"}
"""By audience, on which side of a mentorship its people are."""

WHOM: Mapping[str, Promise] = MappingProxyType(
    {
        "all": _("Everybody who takes part"),
        "together": _("Those whose mentorship runs"),
        "over": _("Those whose mentorship is over"),
        "alone": _("Those without a mentorship so far"),
    }
)


class AskForm(Form):
    """Whom to ask, and between which days."""

    cohort = forms.ChoiceField(label=_("Cohort"))
    whom = forms.ChoiceField(label=_("Whom"), choices=list(WHOM.items()))
    opens = forms.DateField(
        label=_("First day"),
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The letter leaves on this day."),
    )
    due = forms.DateField(
        label=_("Last day"),
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Whoever has not answered is reminded three days before, and on the day."),
    )

    def __init__(self, *args: Any, rows: list[Cohort], day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"opens": day, "due": day + _WEEKS_TO_ANSWER}, **kwargs)
        self._rows, self._day = {str(row.pk): row for row in rows}, day
        field: Any = self.fields["cohort"]
        field.choices = [(pk, f"{row.program}, {row.name}") for pk, row in self._rows.items()]

    def clean(self) -> dict[str, Any]:
        """Raise ValidationError for days that are over or the wrong way round."""
        given = super().clean() or {}
        opens, due = given.get("opens"), given.get("due")
        if opens and opens < self._day:
            raise ValidationError({"opens": gettext("This day is over.")})
        if opens and due and due < opens:
            raise ValidationError({"due": gettext("The last day is before the first one.")})
        return given

    @property
    def cohort_asked(self) -> Cohort:
        """The cohort that was chosen."""
        return self._rows[self.cleaned_data["cohort"]]


def can_be_asked(row: Questionnaire) -> bool:
    """Return whether people of a cohort can be asked: it is published, and for one of the two sides."""
    return row.is_published and row.audience in _SIDES


def show(request: OrganizationRequest, questionnaire: int) -> HttpResponse:
    """Choose whom to ask, look who that is and who is left out, and ask them."""
    row = get_object_or_404(Questionnaire, pk=questionnaire)
    if not can_be_asked(row):
        raise Http404
    day = today(request.organization)
    form = AskForm(request.POST if request.method == "POST" else None, rows=list(cohorts()), day=day)
    context: dict[str, Any] = {"questionnaire": row, "form": form}
    if form.is_valid():
        people = _people(form.cohort_asked, row.audience, form.cleaned_data["whom"])
        if "ask" in request.POST and (said := _asked(request, row, form, people)):
            messages.success(request, said)
            return redirect("surveys", request.organization.slug)
        context |= _preview(row, people, day)
    return render(request, "manage/surveys/ask.html", context)


def _people(cohort: Cohort, audience: str, whom: str) -> QuerySet[Person]:
    """Return the people of the cohort on the side of the audience, by name; ``whom`` is one of `WHOM`."""
    side = _SIDES[audience]
    rows: QuerySet[Any] = participants_of(cohort) if side == "participant" else mentors_of(cohort)
    found = Person.objects.filter(**{f"{side}__in": rows.order_by().values("pk")})
    pairs = Mentorship.objects.filter(cohort=cohort)
    running = pairs.filter(status__in=TOGETHER).values(f"{side}__person")
    over = pairs.filter(status__in=CLOSED).values(f"{side}__person")
    if whom == "together":
        found = found.filter(pk__in=running)
    elif whom == "over":
        found = found.filter(pk__in=over).exclude(pk__in=running)
    elif whom == "alone":
        found = found.exclude(pk__in=running).exclude(pk__in=over)
    return found.select_related("user", "organization").order_by("called", "pk")


def _preview(row: Questionnaire, people: Iterable[Person], day: dt.date) -> dict[str, Any]:
    found = sort_out(row, people, day)
    languages = dict(Language.choices)
    return {
        "looked": True,
        "can": [(person, languages[person.language]) for person in found.can],
        "left_out": [(person, WHY[why]) for person, why in found.left_out],
        "reminders": len(REMIND),
    }


def _asked(request: OrganizationRequest, row: Questionnaire, form: AskForm, people: Iterable[Person]) -> str:
    """Ask those who were shown, and return what was done in words; nothing where nobody was asked."""
    shown = set(row_numbers(request.POST.getlist("selected")))
    try:
        done = ask_many(
            questionnaire=row,
            people=[person for person in people if person.pk in shown],
            opens=form.cleaned_data["opens"],
            due=form.cleaned_data["due"],
            cohort=form.cohort_asked,
            by=request.actor,
        )
    except Refused as problem:
        messages.warning(request, str(problem))
        return ""
    if not done.can:
        messages.warning(request, gettext("Nobody was asked. Look again who can be."))
        return ""
    asked = ngettext("%(n)s person is asked.", "%(n)s people are asked.", len(done.can)) % {
        "n": len(done.can)
    }
    if not done.left_out:
        return asked
    names = ", ".join(person.full_name for person, _why in done.left_out)
    return f"{asked} {gettext('Left out: %(names)s.') % {'names': names}}"
