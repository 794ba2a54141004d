"""Who works with a program and pays for it, and what it is to reach."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import Partnership
from parcours.accounts.queries import partnerships
from parcours.programs.actions.partners import add_partner, remove_partner, remove_target, set_target
from parcours.programs.lists import INDICATOR
from parcours.programs.models import Cohort, Program, ProgramPartner, Target
from parcours.programs.queries import cohorts, partners_of, targets_of
from parcours.web.forms import Form
from parcours.web.manage.partnership_states import label_of, tone_of
from parcours.web.manage.programs import found
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest

_MOST_TARGET = 1_000_000


class PartnerForm(Form):
    """A partnership that covers the program; of a funder also how much, and the number of the agreement."""

    partnership = forms.ChoiceField(
        label=_("Partner"), help_text=_("Partnerships that have not ended and are not named yet.")
    )
    amount = forms.DecimalField(
        label=_("Amount in dollars"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_("Of a funder."),
    )
    reference = forms.CharField(label=_("Number of the agreement"), required=False, max_length=100)

    def __init__(self, *args: Any, choices: dict[int, Partnership], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="partner-%s", **kwargs)
        self._choices = choices
        field: Any = self.fields["partnership"]
        field.choices = [("", ""), *((str(pk), str(row)) for pk, row in choices.items())]

    def clean_partnership(self) -> Partnership:
        """Return the partnership chosen."""
        return self._choices[int(self.cleaned_data["partnership"])]


class TargetForm(Form):
    """A number of one indicator, of the program or of one of its cohorts."""

    indicator = forms.ChoiceField(label=_("What is counted"), choices=[("", ""), *INDICATOR.choices])
    number = forms.IntegerField(label=_("Target"), min_value=1, max_value=_MOST_TARGET)
    cohort = forms.ChoiceField(label=_("Of"), required=False)

    def __init__(self, *args: Any, choices: dict[int, Cohort], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="target-%s", **kwargs)
        self._choices = choices
        field: Any = self.fields["cohort"]
        whole = ("", _("The program"))
        field.choices = [whole, *((str(pk), str(row)) for pk, row in choices.items())]

    def clean_cohort(self) -> Cohort | None:
        """Return the cohort chosen, or None for the program."""
        chosen = self.cleaned_data["cohort"]
        return self._choices[int(chosen)] if chosen else None


def show(request: OrganizationRequest, program: int) -> HttpResponse:
    """The partners and the targets, each with a form for another one."""
    row = found(program)
    named, targets = partners_of(row), targets_of(row)
    taken, today = {one.partnership_id for one in named}, timezone.localdate()
    open_ = {
        one.pk: one
        for one in partnerships()
        if one.pk not in taken and (one.ends_on is None or one.ends_on >= today)
    }
    sent, do = request.POST, request.POST.get("do")
    partner = PartnerForm(sent if do == "partner" else None, choices=open_)
    own = {one.pk: one for one in cohorts().filter(program=row)}
    target = TargetForm(sent if do == "target" else None, choices=own)
    if request.method == "POST" and _did(request, row, (partner, target), (named, targets)):
        return redirect("program-partners", request.organization.slug, program)
    context = {
        "program": row,
        "partners": [(one, label_of(one.partnership), tone_of(one.partnership)) for one in named],
        "targets": targets,
        "partner_form": partner if open_ else None,
        "target_form": target,
    }
    return render(request, "manage/programs/partners.html", context)


def _did(
    request: OrganizationRequest,
    program: Program,
    forms_sent: tuple[PartnerForm, TargetForm],
    there: tuple[list[ProgramPartner], list[Target]],
) -> bool:
    """Do what the button says; return False to show the form again."""
    partner, target = forms_sent
    by = request.actor
    for form in (partner, target):
        if form.is_bound and not form.is_valid():
            return False
    try:
        if partner.is_bound:
            add_partner(program=program, by=by, **partner.cleaned_data)
            messages.success(request, gettext("The partner is named."))
        elif target.is_bound:
            set_target(program=program, by=by, **target.cleaned_data)
            messages.success(request, gettext("The target is set."))
        else:
            _remove(request, *there)
    except ValidationError as problem:
        (partner if partner.is_bound else target).add_error(None, problem.messages[0])
        return False
    return True


def _remove(request: OrganizationRequest, partners: list[ProgramPartner], targets: list[Target]) -> None:
    number = next(iter(row_numbers([request.POST.get("remove_partner", "")])), 0)
    for partner in partners:
        if partner.pk == number:
            remove_partner(partner=partner, by=request.actor)
    number = next(iter(row_numbers([request.POST.get("remove_target", "")])), 0)
    for target in targets:
        if target.pk == number:
            remove_target(target=target, by=request.actor)
