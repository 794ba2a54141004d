"""Clients whom the organization referred to its partners’ programs, and referring another one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.audit import record_view
from parcours.accounts.kinds import Language
from parcours.accounts.roles import Permission
from parcours.applications.actions.referring import refer_across
from parcours.applications.lists import APPLICATION_STATUS
from parcours.applications.referrals import followed_across, open_to_across, referred_across
from parcours.applications.waiting import news_by
from parcours.core.refusals import Refused
from parcours.people.consent.sight import read_across
from parcours.programs.models import Cohort
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.manage.application_tones import APPLICATION as TONES
from parcours.web.pages import OrganizationRequest

REFERRALS = List(
    name=_("Referred clients"),
    columns=(
        Column(
            "name",
            _("Name"),
            lambda row: row.participant.person.full_name,
            order=("participant__called", "pk"),
            head=True,
        ),
        Column("program", _("Program"), lambda row: f"{row.cohort.program}, {row.cohort.name}"),
        Column("organization", _("Organization"), lambda row: str(row.organization)),
        Column(
            "status", _("Status"), lambda row: row.get_status_display(), tone=lambda row: TONES[row.status]
        ),
        Column("since", _("Since"), lambda row: timezone.localdate(row.since), order=("since", "pk")),
        Column("by", _("News by"), news_by),
    ),
    sort="-since",
    filters=(Choice("status", _("Status"), APPLICATION_STATUS.choices, "status"),),
    search_plain=("participant__called",),
)


class ReferForm(Form):
    """Who is referred, and where to."""

    cohort = forms.ChoiceField(label=_("Program and cohort"))
    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(
        label=_("Family name"), max_length=100, required=False, help_text=_("Some people have one name only.")
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        help_text=_("The link to the application goes there. They need no account."),
    )
    language = forms.ChoiceField(label=_("Language of the letters"), choices=Language.choices)
    agreed = forms.BooleanField(
        label=_("They know that I pass on their name and address, and agree."),
        error_messages={"required": _("Ask them first. Without their word nothing is passed on.")},
    )

    def __init__(self, *args: Any, cohorts: list[Cohort], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._cohorts = {str(row.pk): row for row in cohorts}
        chosen: Any = self.fields["cohort"]
        chosen.choices = [
            (pk, f"{row.program}, {row.name} – {row.organization}") for pk, row in self._cohorts.items()
        ]

    def given(self) -> dict[str, Any]:
        """Return what the action takes."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "agreed"}
        return {**said, "cohort": self._cohorts[said["cohort"]]}


def index(request: OrganizationRequest) -> HttpResponse:
    """Where the clients stand who let the organization see that; of the others only how many they are."""
    shown = REFERRALS.read(request, followed_across(request.organization))
    _page, file, others = read_across(
        lambda: (shown.page, shown.file(), referred_across(request.organization).count())
    )
    if file:
        note_export(of="referrals", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    record_view(by=request.actor, page="referrals")
    followed = read_across(lambda: followed_across(request.organization).count())
    context = {
        "list": shown,
        "silent": others - followed,
        "may_refer": bool(open_to_across(request.organization)),
        "may_see_people": request.actor.may(Permission.SEE_PEOPLE),
    }
    return render(request, "manage/referrals/list.html", context)


def refer(request: OrganizationRequest) -> HttpResponse:
    """Refer a client: the form, or that no partner takes anybody now."""
    cohorts = open_to_across(request.organization)
    start_with = {"language": (get_language() or "en")[:2]}
    form = ReferForm(request.POST if request.method == "POST" else None, cohorts=cohorts, initial=start_with)
    if form.is_valid():
        try:
            refer_across(by=request.actor, **form.given())
        except (Refused, ValidationError) as problem:
            form.add_error(None, problem if isinstance(problem, ValidationError) else str(problem))
        else:
            messages.success(
                request,
                gettext(
                    "%(name)s is sent the link to the application, and asked whether you may see where it stands."
                )
                % {"name": form.cleaned_data["given_name"]},
            )
            return redirect("referrals", request.organization.slug)
    return render(request, "manage/referrals/refer.html", {"form": form, "cohorts": cohorts})
