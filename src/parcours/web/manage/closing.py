"""Closing a cohort: ending mentorships after a preview, certificates, thanks, past mentees who become mentors."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parcours.accounts.actions.exports import note_export
from parcours.accounts.audit import record_view
from parcours.applications.queries import places_of, waitlist
from parcours.core.refusals import Refused
from parcours.engagements.lists import END_REASON, LIVE, TOGETHER
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import of_cohort
from parcours.outcomes.actions.certifying import (
    certify,
    invite_as_mentor,
    may_be_certified,
    revoke,
    thank_managers,
)
from parcours.outcomes.actions.closing import close, offer_places, preview
from parcours.outcomes.lists import SUCCESSES
from parcours.outcomes.models import Closing
from parcours.outcomes.queries import closed_in, closings
from parcours.outcomes.queries import closing as closing_with
from parcours.programs.models import Cohort
from parcours.web.certificates import as_pdf
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import List
from parcours.web.manage.applications import found_cohort
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest

_HOUR = 60

CEREMONY = List(
    name=gettext_lazy("Ceremony list"),
    columns=(
        Column("name", gettext_lazy("Name"), lambda row: row.name, order=("person__called", "pk"), head=True),
        Column("called", gettext_lazy("Called"), lambda row: row.person.name_used),
        Column("said", gettext_lazy("Said as"), lambda row: row.person.pronunciation),
        Column("pronouns", gettext_lazy("Pronouns"), lambda row: row.person.pronouns),
        Column("side", gettext_lazy("As"), lambda row: row.get_side_display(), order=("side", "pk")),
        Column("employer", gettext_lazy("Employer"), lambda row: row.person.employer),
        Column("language", gettext_lazy("Language"), lambda row: row.person.get_language_display()),
        Column(
            "hours",
            gettext_lazy("Hours"),
            lambda row: None if row.minutes is None else round(row.minutes / _HOUR, 1),
            number=True,
        ),
        Column("issued", gettext_lazy("Issued on"), lambda row: row.issued_on, order=("issued_on", "pk")),
    ),
    sort="name",
    page_size=500,  # printed as it is shown, nobody is left out
)


class CloseForm(Form):
    """Why mentorships end."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why do they end?"),
        choices=END_REASON.choices,
        initial="term_ended",
        help_text=gettext_lazy("A related job found early is a success, and is counted as one."),
    )
    words = forms.CharField(
        label=gettext_lazy("Something to add"),
        help_text=gettext_lazy("Kept with the decision; staff alone read it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@dataclass(frozen=True, slots=True)
class Over:
    """A mentorship that is over, and whether its certificates are issued."""

    pair: Mentorship
    is_success: bool
    may_certify: bool


def show(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """Who is together still, who is not and how it ended; every step has its button."""
    row = found_cohort(cohort)
    together = list(of_cohort(row, TOGETHER))
    made = list(closings().filter(cohort=row))
    over = _over(row, made)
    form = CloseForm(request.POST if {"look", "close"} & set(request.POST) else None)
    chosen = _ticked(request, together)
    if request.method == "POST" and _done(request, row, form, chosen, over, made):
        return redirect("cohort-closing", request.organization.slug, row.pk)
    record_view(by=request.actor, page="cohort-closing")
    looks = preview(row, chosen, form.cleaned_data["reason"]) if form.is_valid() and chosen else None
    return render(
        request,
        "manage/outcomes/closing.html",
        {
            "cohort": row,
            "together": together,
            "chosen": {one.pk for one in chosen},
            "form": form,
            "preview": looks,
            "nobody": form.is_bound and not chosen,
            "over": over,
            "figures": _figures(over),
            "to_certify": sum(one.may_certify for one in over),
            "closings": made,
            "managers": sum(bool(one.manager_email) for one in made),
            "wishes": [
                one for one in made if one.side == "mentee" and one.wish == "yes" and not one.invited_at
            ],
            "offer": _offer(row),
        },
    )


def _ticked(request: OrganizationRequest, together: list[Mentorship]) -> list[Mentorship]:
    wanted = set(row_numbers(request.POST.getlist("pair")))
    return [one for one in together if one.pk in wanted]


def _over(cohort: Cohort, made: list[Closing]) -> list[Over]:
    known = {one.mentorship_id for one in made}
    return [
        Over(one, one.end_reason in SUCCESSES, may_be_certified(one) and one.pk not in known)
        for one in closed_in(cohort)
    ]


def _figures(over: list[Over]) -> dict[str, int]:
    return {
        "over": len(over),
        "successes": sum(one.is_success for one in over),
        "work": sum(one.pair.end_reason == "found_work" for one in over),
    }


def _offer(cohort: Cohort) -> int:
    """Return how many places of mentors are free for people on the wait list."""
    waiting = waitlist(cohort).count()
    if not waiting:
        return 0
    places = sum(places_of(cohort).values_list("places", flat=True))
    free = places - of_cohort(cohort, LIVE).count() - max(0, cohort.seats - cohort.taken)
    return max(0, min(free, waiting))


def _done(
    request: OrganizationRequest,
    cohort: Cohort,
    form: CloseForm,
    chosen: list[Mentorship],
    over: list[Over],
    made: list[Closing],
) -> bool:
    """Do what a button asks for, and return whether that was anything."""
    by, sent = request.actor, request.POST
    if "close" in sent and form.is_valid():
        said = form.cleaned_data
        if len(chosen) < len(set(sent.getlist("pair"))):
            raise Refused(
                _("Some of these mentorships were ended meanwhile. Nothing was changed: look again.")
            )
        number = close(cohort=cohort, mentorships=chosen, reason=said["reason"], words=said["words"], by=by)
        text = ngettext("%(n)s mentorship is ended.", "%(n)s mentorships are ended.", number)
    elif "certify" in sent:
        number = len(certify(mentorships=[one.pair for one in over if one.may_certify], by=by))
        text = ngettext("%(n)s certificate is issued.", "%(n)s certificates are issued.", number)
    elif "thank" in sent:
        number = thank_managers(closings=made, by=by)
        text = ngettext("%(n)s manager is thanked.", "%(n)s managers are thanked.", number)
    elif "offer" in sent:
        number = offer_places(cohort=cohort, places=_offer(cohort), by=by)
        text = ngettext(
            "%(n)s seat more: whoever is first in line stands under Today.",
            "%(n)s seats more: whoever is first in line stands under Today.",
            number,
        )
    else:
        return _done_for_one(request, made)
    messages.success(request, text % {"n": number})
    return True


def _done_for_one(request: OrganizationRequest, made: list[Closing]) -> bool:
    for name, act, text in (
        ("revoke", revoke, _("The certificate of %(name)s is withdrawn.")),
        ("invite", invite_as_mentor, _("%(name)s is invited as a mentor.")),
    ):
        number = next(iter(row_numbers([request.POST.get(name, "")])), 0)
        found = next((one for one in made if one.pk == number), None)
        if found is not None:
            act(closing=found, by=request.actor)
            messages.success(request, text % {"name": found.person})
            return True
    return False


def ceremony(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """Everybody with a certificate, in the order in which they are called; to print or as a file."""
    row = found_cohort(cohort)
    shown = CEREMONY.read(request, closings().filter(cohort=row, revoked_at=None))
    if file := shown.file():
        note_export(of="ceremony", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    record_view(by=request.actor, page="cohort-ceremony")
    context: dict[str, Any] = {"cohort": row, "list": shown}
    return render(request, "manage/outcomes/ceremony.html", context)


def certificate(request: OrganizationRequest, closing: int) -> HttpResponse:
    """The certificate of somebody."""
    row = closing_with(closing)
    if row is None or not row.is_valid:
        raise Http404
    return as_pdf(row, request.actor)
