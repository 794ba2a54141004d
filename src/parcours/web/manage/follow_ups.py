"""The call list, and one follow-up: who is tried when, what they say, who asks."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.actions.exports import note_export
from parcours.accounts.actors import Actor
from parcours.accounts.audit import record_view
from parcours.accounts.models import Organization
from parcours.accounts.queries import partnerships_running
from parcours.engine.occupations.outcome import RULE
from parcours.outcomes.actions.answering import answer, refuse
from parcours.outcomes.actions.asking import allows
from parcours.outcomes.actions.working import decide_job, hand_over, note_attempt
from parcours.outcomes.levels import codes_of, level_of
from parcours.outcomes.lists import ENDED, FOLLOW_UP_STATUS, HOW, LEVEL, OPEN, POINT
from parcours.outcomes.models import FollowUp
from parcours.outcomes.queries import attempts_of, follow_ups, was_cut_short
from parcours.outcomes.queries import follow_up as follow_up_with
from parcours.people.occupations import offered, suggest
from parcours.reference.noc import load_taxonomy
from parcours.web.follow_ups import NotedForm, said_so_far
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.manage.matching_figures import language
from parcours.web.pages import OrganizationRequest

TONES = {
    "due": "info",
    "attempted": "warning",
    "reached": "good",
    "partial": "good",
    "unable": "problem",
    "refused": "neutral",
}


class AttemptForm(Form):
    """That somebody was tried today."""

    how = forms.ChoiceField(label=gettext_lazy("How"), choices=HOW.choices)
    reached_at = forms.CharField(label=gettext_lazy("Number or address"), max_length=254, required=False)
    ended = forms.ChoiceField(label=gettext_lazy("How did it end?"), choices=ENDED.choices)
    next_on = forms.DateField(
        label=gettext_lazy("Try again on"),
        help_text=gettext_lazy("Tomorrow, unless you choose another day."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class JobForm(Form):
    """The unit group of a job."""

    noc = forms.ChoiceField(label=gettext_lazy("Occupation (NOC 2021)"), widget=forms.RadioSelect)
    other = forms.RegexField(
        r"^[0-9]{5}$",
        label=gettext_lazy("Another code"),
        help_text=gettext_lazy("Five digits, where none of these fits."),
        required=False,
    )

    def __init__(self, *args: Any, title: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes = load_taxonomy()
        found = [one.code for one in offered(suggest(title, language()))]
        choices: Any = self.fields["noc"]
        choices.choices = [(code, f"{classes.title(code, language())} ({code})") for code in found]
        choices.required = False

    def clean(self) -> dict[str, Any]:
        """Take the code that was typed before the one that was ticked, and ask for one of them."""
        given = super().clean() or {}
        given["noc"] = given.get("other") or given.get("noc", "")
        if not given["noc"] and not self.errors:
            raise forms.ValidationError(_("Choose an occupation, or give its code."))
        return given


class HandOverForm(Form):
    """The partner who asks from now on."""

    partner = forms.ChoiceField(
        label=gettext_lazy("Partner"),
        help_text=gettext_lazy("Only a partner with whom the person allows to be shared."),
    )

    def __init__(self, *args: Any, partners: list[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["partner"]
        choices.choices = [(one.slug, str(one)) for one in partners]


def _closed_early(row: FollowUp) -> str:
    """Return how often somebody was tried who was not reached before the window closed, or nothing."""
    if not was_cut_short(row):
        return ""
    said = {"tried": vars(row)["tried"], "most": row.cohort.program.follow_up_attempts}
    return _("Window closed after %(tried)s of %(most)s attempts") % said


def _status(row: FollowUp) -> str:
    return _closed_early(row) or row.get_status_display()


def _list(slug: str) -> List:
    today = timezone.localdate()
    return List(
        name=gettext_lazy("Follow-ups"),
        columns=(
            Column(
                "name",
                gettext_lazy("Name"),
                lambda row: str(row.participant),
                order=("participant__called", "pk"),
                head=True,
                link=lambda row: reverse("follow-up", args=[slug, row.pk]),
            ),
            Column("point", gettext_lazy("Point of time"), lambda row: row.get_point_display()),
            Column("cohort", gettext_lazy("Cohort"), lambda row: str(row.cohort)),
            Column(
                "status",
                gettext_lazy("Status"),
                _status,
                order=("closed", "due_on", "pk"),
                tone=lambda row: TONES[row.status],
            ),
            Column("due", gettext_lazy("Due"), lambda row: row.due_on, order=("due_on", "pk")),
            Column("until", gettext_lazy("Counts until"), lambda row: row.ends_on),
            Column("phone", gettext_lazy("Telephone"), lambda row: row.participant.person.phone),
            Column("tried", gettext_lazy("Attempts"), lambda row: row.tried, number=True),
            Column("next", gettext_lazy("Next"), lambda row: row.next_on, order=("next_on", "pk")),
            Column("partner", gettext_lazy("Asked by"), lambda row: str(row.handed_to or "")),
        ),
        sort="status",
        filters=(
            Choice(
                "call",
                gettext_lazy("To do"),
                [("today", gettext_lazy("To call today")), ("jobs", gettext_lazy("Job without a code"))],
                lambda value: (
                    Q(status__in=OPEN, next_on__lte=today)
                    if value == "today"
                    else Q(status__in=("reached", "partial"), noc="") & ~Q(job_title="")
                ),
            ),
            Choice("status", gettext_lazy("Status"), FOLLOW_UP_STATUS.choices, "status"),
            Choice("point", gettext_lazy("Point of time"), POINT.choices, "point"),
        ),
        search_plain=("participant__called",),
    )


def index(request: OrganizationRequest) -> HttpResponse:
    """Whoever is followed; a filter makes it today’s call list."""
    shown = _list(request.organization.slug).read(request, follow_ups())
    if file := shown.file():
        note_export(of="follow_ups", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    record_view(by=request.actor, page="follow-ups")
    return render(request, "manage/outcomes/calls.html", {"list": shown})


def show(request: OrganizationRequest, follow_up: int) -> HttpResponse:
    """One follow-up: attempts, answers, the code of the job, and the partner who asks."""
    row = follow_up_with(follow_up)
    if row is None:
        raise Http404
    partners = [one.partner for one in partnerships_running(timezone.localdate())]
    forms_ = working_forms(request, row)
    needs_code = bool(row.job_title and row.is_in_work)
    if needs_code:
        forms_["job"] = JobForm(request.POST if "job" in request.POST else None, title=row.job_title)
    if partners and row.status in OPEN:
        forms_["partner"] = HandOverForm(request.POST if "hand" in request.POST else None, partners=partners)
    if request.method == "POST" and (
        _decided(request, row, forms_, partners) or worked(request, row, forms_, request.actor)
    ):
        return redirect("follow-up", request.organization.slug, row.pk)
    record_view(by=request.actor, page="follow-up", what=row, about=row.participant.person.user)
    return render(request, "manage/outcomes/follow_up.html", shown(row, forms_) | _of_staff(row))


def _of_staff(row: FollowUp) -> dict[str, Any]:
    """Return what a partner is not shown: the occupations before and after, and how they compare."""
    codes, classes = codes_of([row.participant.person_id]), load_taxonomy()
    level, before = level_of(row, codes), codes[row.participant.person_id][0]
    named = [
        classes.title(code, language()) if code and classes.exists(code) else "" for code in (before, row.noc)
    ]
    return {
        "is_own": True,
        "level": LEVEL.label(str(level)) if level else "",
        "before": named[0],
        "after": named[1],
        "rule": RULE,
    }


def working_forms(request: OrganizationRequest, row: FollowUp) -> dict[str, Any]:
    """Return the forms that whoever asks works with."""
    person = row.participant.person
    return {
        "attempt": AttemptForm(
            request.POST if "attempt" in request.POST else None,
            initial={"reached_at": person.phone},
            prefix="a",
        ),
        "answers": NotedForm(
            request.POST if "answers" in request.POST else None,
            initial=said_so_far(row)
            | {"source": row.source or "participant", "evidence": row.evidence or "said"},
        ),
    }


def shown(row: FollowUp, forms_: dict[str, Any]) -> dict[str, Any]:
    """Return what the page of a follow-up shows to whoever asks."""
    return {
        "follow_up": row,
        "person": row.participant.person,
        "tone": TONES[row.status],
        "closed_early": _closed_early(row),
        "allows": allows(row.participant.person),
        "attempts": attempts_of(row),
        "most": row.cohort.program.follow_up_attempts,
        "is_open": row.status in OPEN,
        "forms": forms_,
    }


def worked(
    request: OrganizationRequest,
    row: FollowUp,
    forms_: dict[str, Any],
    by: Actor,
    partner: Organization | None = None,
) -> bool:
    """Note an attempt or answers, and return whether that was asked for."""
    if "attempt" in request.POST and forms_["attempt"].is_valid():
        note_attempt(follow_up=row, by=by, partner=partner, **forms_["attempt"].cleaned_data)
        messages.success(request, _("The attempt is noted."))
    elif "answers" in request.POST and forms_["answers"].is_valid():
        answer(follow_up=row, by=by, partner=partner, **forms_["answers"].cleaned_data)
        messages.success(request, _("The answers are noted."))
    elif "refuse" in request.POST:
        refuse(follow_up=row, by=by, partner=partner)
    else:
        return False
    return True


def _decided(
    request: OrganizationRequest, row: FollowUp, forms_: dict[str, Any], partners: list[Organization]
) -> bool:
    """Confirm the code of the job, or say who asks; return whether that was asked for."""
    if "job" in request.POST and "job" in forms_ and forms_["job"].is_valid():
        decide_job(follow_up=row, noc=forms_["job"].cleaned_data["noc"], by=request.actor)
    elif "hand" in request.POST and "partner" in forms_ and forms_["partner"].is_valid():
        chosen = next(one for one in partners if one.slug == forms_["partner"].cleaned_data["partner"])
        hand_over(follow_up=row, partner=chosen, by=request.actor)
        messages.success(request, _("%(partner)s asks from now on.") % {"partner": chosen})
    elif "back" in request.POST:
        hand_over(follow_up=row, partner=None, by=request.actor)
    else:
        return False
    return True
