"""One application: what was written, what the rules say, what reviewers think, and the decision."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.audit import record_view
from parcours.applications.actions.applying import judge_again
from parcours.applications.actions.deciding import (
    accept,
    begin_review,
    decline,
    find,
    put_on_waitlist,
    take_up_again,
    withdraw,
)
from parcours.applications.actions.entrusting import entrust
from parcours.applications.actions.reviewing import STEPS, write_review
from parcours.applications.documents import documents_handed_in
from parcours.applications.lists import ADVICE, REVIEW_KIND
from parcours.applications.models import Application, Review
from parcours.applications.queries import application as found_application
from parcours.applications.queries import delivery_partners, position, reviews_of
from parcours.applications.states import BUTTONS, ways_from
from parcours.applications.telling import reasons_in_words
from parcours.core.bilingual import in_language
from parcours.core.refusals import Refused, Stale
from parcours.programs.facts import FACTS
from parcours.programs.models import Criterion
from parcours.programs.queries import criteria_of
from parcours.web.forms import Form
from parcours.web.manage.application_tones import APPLICATION
from parcours.web.manage.applications import DecideForm
from parcours.web.manage.entrusting import EntrustForm
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest
from parcours.web.profiles.facts import profile


class ReviewForm(Form):
    """Scores from 1 to 5, an advice and notes."""

    kind = forms.ChoiceField(label=_("What it is"), choices=REVIEW_KIND.choices)
    advice = forms.ChoiceField(label=_("Advice"), choices=[("", ""), *ADVICE.choices], required=False)
    note = forms.CharField(
        label=_("Notes"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Staff read them. The person may ask to see them."),
    )

    def __init__(self, *args: Any, criteria: list[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="review-%s", **kwargs)
        steps = [("", _("Not scored")), *((str(step), str(step)) for step in STEPS)]
        self._criteria = {f"criterion_{one.pk}": one.pk for one in criteria}
        for name, one in zip(self._criteria, criteria, strict=True):
            self.fields[name] = forms.ChoiceField(label=one.name, choices=steps, required=False)

    def given(self) -> dict[str, Any]:
        """Return what was given, as the action takes it."""
        data = self.cleaned_data
        scores = {pk: int(data[name]) for name, pk in self._criteria.items() if data[name]}
        return {"scores": scores, "advice": data["advice"], "note": data["note"], "kind": data["kind"]}


def show(request: OrganizationRequest, application: int) -> HttpResponse:
    """The application with everything beside it, and whatever its buttons do."""
    row = found_application(application)
    if row is None:
        raise Http404
    review = ReviewForm(
        request.POST if "review" in request.POST else None, criteria=criteria_of(row.cohort.program)
    )
    refusal = DecideForm(request.POST if request.POST.get("way") == "decline" else None, auto_id="decide-%s")
    entrusting = EntrustForm(
        request.POST if "entrust" in request.POST else None,
        partners=delivery_partners(row.cohort),
        now=row.looked_after_by,
    )
    if request.method == "POST" and _tried(request, row, review, refusal, entrusting):
        return redirect("application", request.organization.slug, row.pk)
    person = row.participant.person
    record_view(by=request.actor, page="application", what=row, about=person.user)
    ways = ways_from(row.status)
    context = {
        "application": row,
        "person": person,
        "tone": APPLICATION[row.status],
        "profile": profile(person),
        "reasons": reasons_in_words(row),
        "missing": [FACTS[name].label for name in row.missing if name in FACTS],
        "not_handed_in": [
            name for name, there in documents_handed_in(row.cohort.program, person) if not there
        ],
        "reviews": [(one, _scores(one)) for one in reviews_of(row)],
        "position": position(row),
        "ways": [(way, BUTTONS[way]) for way in ways if way != "decline"],
        "may_decline": "decline" in ways,
        "may_judge": row.status in {"to_check", "eligible", "not_eligible"},
        "form": review if review.is_bound else refusal,
        "review": review,
        "refusal": refusal,
        "entrusting": entrusting,
        "free": row.cohort.seats - row.cohort.taken,
    }
    return render(request, "manage/applications/application.html", context)


def _scores(review: Review) -> list[tuple[str, int]]:
    language = get_language() or "en"
    return [(in_language(one["name_en"], one["name_fr"], language), one["score"]) for one in review.scores]


_WAYS = {
    "review": begin_review,
    "accept": accept,
    "put_on_waitlist": put_on_waitlist,
    "withdraw": withdraw,
    "take_up_again": take_up_again,
}


def _tried(
    request: OrganizationRequest,
    row: Application,
    review: ReviewForm,
    refusal: DecideForm,
    entrusting: EntrustForm,
) -> bool:
    """Do what the button says and return True; False where a form has to be corrected first."""
    sent, by = request.POST, request.actor
    try:
        if "review" in sent:
            if not review.is_valid():
                return False
            write_review(application=row, by=by, **review.given())
            messages.success(request, gettext("Your review is kept."))
        elif "entrust" in sent:
            if not entrusting.is_valid():
                return False
            entrust(application=row, partner=entrusting.chosen, version=_version(request) or 0, by=by)
            messages.success(request, gettext("Saved."))
        elif "judge" in sent:
            judge_again(application=row, by=by)
            messages.success(request, gettext("The rules are asked again: %(status)s.") % _status(row))
        else:
            if sent.get("way") == "decline" and not refusal.is_valid():
                return False
            _decide(request, row, refusal)
            messages.success(request, gettext("%(person)s: %(status)s.") % _status(row))
    except (Refused, Stale) as problem:
        messages.warning(request, str(problem))
    return True


def _version(request: OrganizationRequest) -> int | None:
    """Return the version that was seen, None where none was sent."""
    return next(iter(row_numbers([request.POST.get("version", "")])), None)


def _status(row: Application) -> dict[str, str]:
    return {"person": str(row.participant), "status": row.get_status_display()}


def _decide(request: OrganizationRequest, row: Application, refusal: DecideForm) -> None:
    way, by = request.POST.get("way", ""), request.actor
    version = _version(request)
    if way in _WAYS:
        _WAYS[way](application=row, by=by, version=version)
    elif way in {"find_eligible", "find_not_eligible"}:
        find(application=row, eligible=way == "find_eligible", by=by, version=version)
    elif way == "decline":
        decline(application=row, by=by, version=version, **refusal.cleaned_data)
    else:
        raise Refused(gettext("There is no such step. Open the page again."))
