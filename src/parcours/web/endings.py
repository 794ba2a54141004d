"""Ending a mentorship, for one of the two: by a link as with an account."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actors import Actor
from parcours.engagements.lists import END_REASON, TOGETHER
from parcours.engagements.models import Mentorship
from parcours.engagements.policies import side_of
from parcours.outcomes.actions.closing import leave
from parcours.outcomes.lists import OWN_REASONS
from parcours.web.forms import Form


class LeaveForm(Form):
    """Why somebody ends it."""

    reason = forms.ChoiceField(
        label=_("Why does it end?"),
        choices=[one for one in END_REASON.choices if one[0] in OWN_REASONS],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Something to add"),
        help_text=_("For the organization’s staff only. Your mentor or mentee is not told why."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def end(request: HttpRequest, template: str, mentorship: Mentorship, by: Actor, back: str) -> HttpResponse:
    """Ask why, then end it. ``back`` is the page of the pair that leads here."""
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        leave(mentorship=mentorship, reason=said["reason"], words=said["words"], by=by)
        return redirect(request.path)
    side = side_of(by, mentorship)
    other = mentorship.participant.person if side == "mentor" else mentorship.mentor.person
    context = {
        "mentorship": mentorship,
        "sender": mentorship.organization,
        "other": other,
        "back": back,
        "form": form,
        "is_over": mentorship.status not in TOGETHER,
    }
    return render(request, template, context)
