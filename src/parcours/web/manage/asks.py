"""What employers are asked for: the list of asks by employer, what came of each, and another one."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.models import Partnership
from parcours.accounts.queries import partnerships_running
from parcours.applications.queries import asks_with_offers
from parcours.programs.actions.asks import add_ask
from parcours.programs.lists import ASK_STATUS
from parcours.programs.models import Ask
from parcours.reporting.supply.queries import supply
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.manage.occupations import named, read_code
from parcours.web.pages import OrganizationRequest

TONES = {"open": "info", "filled": "good", "closed": "neutral"}
_MOST_MENTORS = 1000


def _address(row: Ask) -> str:
    return reverse("employer", args=[row.organization.slug, row.employer_id])


ASKS = List(
    name=_("Asks of employers"),
    columns=(
        Column(
            "employer",
            _("Employer"),
            lambda row: str(row.employer),
            order=("called", "by_day", "pk"),
            head=True,
            link=_address,
        ),
        Column("contact", _("Contact"), lambda row: row.employer.contact.email),
        Column("occupation", _("Occupation"), lambda row: named(row.noc), order=("noc", "called", "pk")),
        Column(
            "number", _("Asked for"), lambda row: row.number, order=("number", "called", "pk"), number=True
        ),
        Column("named", _("Named"), lambda row: row.named, number=True),
        Column("answered", _("Answered"), lambda row: row.answered, number=True),
        Column("by_day", _("Needed by"), lambda row: row.by_day, order=("by_day", "called", "pk")),
        Column(
            "status", _("Status"), lambda row: row.get_status_display(), tone=lambda row: TONES[row.status]
        ),
    ),
    sort="employer",
    filters=(Choice("status", _("Status"), ASK_STATUS.choices, "status"),),
    search=("called",),
)


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

    def clean_by_day(self) -> dt.date:
        """Return the day. Raises ValidationError for one that is over: it is said so to the contact."""
        day: dt.date = self.cleaned_data["by_day"]
        if day < timezone.localdate():
            raise ValidationError(_("This day is over. Give one that is still to come."))
        return day

    def fields_given(self) -> dict[str, Any]:
        """Return what the form says, as the fields of an ask."""
        given = dict(self.cleaned_data)
        partner, noc = given.pop("partner"), given.pop("occupation")
        return given | {"noc": noc, "partnership": self._partners[int(partner)] if partner else None}


def index(request: OrganizationRequest) -> HttpResponse:
    """The asks, as a page or as a file, and the form for another one."""
    shown = ASKS.read(request, asks_with_offers())
    file = shown.file()
    if file:
        note_export(of="asks", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    partners = {row.pk: row for row in partnerships_running(timezone.localdate())}
    sent = request.POST if request.method == "POST" else None
    form = AskForm(sent, partners=partners, initial=_wanted(request.GET.get("ask", "")))
    if form.is_valid():
        try:
            row = add_ask(by=request.actor, **form.fields_given())
        except ValidationError as problem:
            form.add_error(None, " ".join(problem.messages))
        else:
            messages.success(request, gettext("The ask is noted. Next: write to the employer."))
            return redirect("employer", request.organization.slug, row.employer_id)
    return render(request, "manage/programs/asks.html", {"list": shown, "form": form})


def _wanted(code: str) -> dict[str, Any]:
    """Return what the form begins with where a line of supply and demand opened it: what is not asked yet."""
    now = timezone.now()
    lines = supply(now, timezone.localdate(now)) if code else []
    line = next((one for one in lines if one.code == code), None)
    return {"occupation": code, "number": max(1, line.gap - line.asked)} if line else {}
