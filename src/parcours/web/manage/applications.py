"""The applications to a cohort: the queue with its filters, and a decision about several, seen before it is done."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.audit import record_view
from parcours.accounts.models import Organization
from parcours.applications.actions.applying import ask_to_apply
from parcours.applications.actions.deciding import accept, begin_review, decline, put_on_waitlist, seat
from parcours.applications.actions.entrusting import entrust
from parcours.applications.intake import intake_of
from parcours.applications.lists import APPLICATION_STATUS, CALLED_OFF, DECLINE_REASON
from parcours.applications.models import Application, Review
from parcours.applications.queries import applications, delivery_partners
from parcours.applications.states import APPLICATION as WAYS
from parcours.applications.states import BUTTONS, UNDER_WAY
from parcours.core.refusals import Refused, Stale
from parcours.people.models import OccupationHeld, Participant
from parcours.people.queries import found_as, participants
from parcours.programs.models import Cohort
from parcours.programs.queries import cohorts, partners_of
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.manage.application_tones import APPLICATION
from parcours.web.manage.entrusting import EntrustManyForm
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest

_MOST = 500
_SAID = 10


def _address(row: Application) -> str:
    return reverse("application", args=[row.participant.organization.slug, row.pk])


def _in_words(word: str) -> Q:
    found = Participant.objects.filter(found_as(word)).values("pk")
    aimed = OccupationHeld.objects.filter(kind="target", title__icontains=word).values("person")
    return Q(participant__in=found) | Q(participant__person__in=aimed)


APPLICATIONS = List(
    name=_("Applications"),
    columns=(
        Column(
            "name",
            _("Name"),
            lambda row: row.participant.person.full_name,
            order=("participant__called", "pk"),
            head=True,
            link=_address,
        ),
        Column("occupation", _("Occupation aimed at"), lambda row: row.occupation or ""),
        Column(
            "status",
            _("Status"),
            lambda row: row.get_status_display(),
            order=("status", "since", "pk"),
            tone=lambda row: APPLICATION[row.status],
        ),
        Column("since", _("Since"), lambda row: timezone.localdate(row.since), order=("since", "pk")),
        Column(
            "reviews",
            _("Reviews"),
            lambda row: row.reviews,
            order=("reviews", "pk"),
            number=True,
        ),
        Column("partner", _("Referred by"), lambda row: str(row.referred_by or "")),
        Column("carer", _("Looked after by"), lambda row: str(row.looked_after_by or "")),
    ),
    sort="since",
    filters=(
        Choice("status", _("Status"), APPLICATION_STATUS.choices, "status"),
        Choice(
            "came",
            _("How they came"),
            (("referred", _("Referred by a partner")), ("self", _("By themselves"))),
            lambda value: Q(referred_by__isnull=value == "self"),
        ),
        Choice(
            "carer",
            _("Looked after by"),
            (("partner", _("A partner")), ("us", _("Us"))),
            lambda value: Q(looked_after_by__isnull=value == "us"),
        ),
    ),
    finds=_in_words,
)


def found_cohort(pk: int) -> Cohort:
    """Return the cohort with that number. Raises Http404."""
    row = cohorts().filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _rows(cohort: Cohort) -> QuerySet[Application]:
    aimed = OccupationHeld.objects.filter(person=OuterRef("participant__person"), kind="target")
    return (
        applications()
        .filter(cohort=cohort)
        .annotate(
            occupation=Subquery(aimed.order_by("pk").values("title")[:1]),
            reviews=Subquery(_reviews().values("n")[:1]),
        )
    )


def _reviews() -> QuerySet[Any]:
    return (
        Review.objects.filter(application=OuterRef("pk"))
        .order_by()
        .values("application")
        .annotate(n=Count("pk"))
    )


def _aim(row: Any) -> str:  # noqa: ANN401 - annotated
    return row.occupation or ""


class SeatForm(Form):
    """Participants on file who are asked to apply, or given a seat at once, and the partner who referred them."""

    participants = forms.MultipleChoiceField(
        label=_("Participants"),
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=_("They are told at once. Hold Ctrl or Cmd to choose several."),
    )
    referred_by = forms.ChoiceField(
        label=_("Referred by"), required=False, help_text=_("A partner of the program, if one referred them.")
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="seat-%s", **kwargs)
        here = (
            Application.objects.filter(cohort=cohort).exclude(status="draft").order_by().values("participant")
        )
        free = participants().exclude(pk__in=here).order_by("called", "pk")
        people: Any = self.fields["participants"]
        people.choices = [
            (row.pk, " – ".join(part for part in (str(row), _aim(row)) if part)) for row in free[:_MOST]
        ]
        self._partners = {
            str(one.partnership.partner_id): one.partnership.partner for one in partners_of(cohort.program)
        }
        referrers: Any = self.fields["referred_by"]
        referrers.choices = [("", _("Nobody")), *((pk, str(one)) for pk, one in self._partners.items())]

    @property
    def partner(self) -> Organization | None:
        """The partner chosen, or None."""
        return self._partners.get(self.cleaned_data["referred_by"])


def index(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """The queue, and giving a seat to people who are on file already."""
    row = found_cohort(cohort)
    form = SeatForm(request.POST if request.method == "POST" else None, cohort=row)
    if form.is_valid():
        chosen = Participant.objects.filter(pk__in=form.cleaned_data["participants"]).select_related(
            "person__user"
        )
        act = seat if "seat" in request.POST else ask_to_apply
        more: dict[str, Any] = {"cohort": row, "by": request.actor, "referred_by": form.partner}
        _say(request, done_for(chosen, lambda one: act(participant=one, **more)))
        return redirect("cohort-applications", request.organization.slug, row.pk)
    shown = APPLICATIONS.read(request, _rows(row), selectable=lambda one: one.status in UNDER_WAY)
    file = shown.file()
    if file:
        note_export(of="applications", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    record_view(by=request.actor, page="applications")
    context = {
        "cohort": row,
        "list": shown,
        "form": form,
        "nobody": not form.fields["participants"].choices,  # type: ignore[attr-defined]
        "intake": intake_of(row),
        "free": row.seats - row.taken,
        "public": reverse("open-cohort", args=[request.organization.slug, row.pk]),
        "ways": [(way, _BUTTONS[way]) for way in _MANY if way != _ENTRUST or delivery_partners(row)],
    }
    return render(request, "manage/applications/list.html", context)


_ENTRUST = "entrust"
_MANY: dict[str, Callable[..., None]] = {
    "review": begin_review,
    "accept": accept,
    "put_on_waitlist": put_on_waitlist,
    "decline": decline,
    _ENTRUST: entrust,
}
"""What can be decided about several at once."""
_BUTTONS = {**BUTTONS, _ENTRUST: _("Say who looks after them")}


class DecideForm(Form):
    """Why several people are not chosen, and what they are told."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", ""), *(one for one in DECLINE_REASON.choices if one[0] != CALLED_OFF)],
    )
    feedback = forms.CharField(
        label=_("What they read"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In plain words, and in their language. It stands in the letter below the reason."),
    )

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        return self.cleaned_data


def decide(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """Show what a decision about those ticked would do, then do it; each by itself, so that one refusal stops none."""
    row = found_cohort(cohort)
    sent = request.POST if request.method == "POST" else request.GET
    way = sent.get("way", "")
    chosen = list(
        _rows(row).filter(pk__in=row_numbers(sent.getlist("selected"))[:_MOST]).order_by("since", "pk")
    )
    if way not in _MANY or not chosen:
        messages.info(request, gettext("Choose at least one application, and what to do."))
        return redirect("cohort-applications", request.organization.slug, row.pk)
    form = _form(request, way, row)
    if request.method == "POST" and (form is None or form.is_valid()):
        seen = _versions(request)
        more = form.given if form else {}
        if way == _ENTRUST:
            chosen = _to_entrust(request, chosen, more["partner"])
        act = _MANY[way]
        done = done_for(
            chosen,
            lambda one: act(application=one, by=request.actor, version=seen.get(one.pk, one.version), **more),
        )
        _say(request, done, is_told=way != _ENTRUST)
        return redirect("cohort-applications", request.organization.slug, row.pk)
    can = [one for one in chosen if one.status in _sources(way)]
    context = {
        "cohort": row,
        "way": way,
        "button": _BUTTONS[way],
        "is_told": way != _ENTRUST,
        "form": form,
        "can": can,
        "cannot": [one for one in chosen if one not in can],
        "free": row.seats - row.taken,
        "too_many": way == "accept" and len(can) > row.seats - row.taken,
    }
    return render(request, "manage/applications/decide.html", context)


def _form(request: OrganizationRequest, way: str, cohort: Cohort) -> DecideForm | EntrustManyForm | None:
    """Return what is asked for along with a decision, with what was sent, or None where nothing is."""
    sent = request.POST if request.method == "POST" else None
    if way == _ENTRUST:
        return EntrustManyForm(sent, partners=delivery_partners(cohort))
    return DecideForm(sent) if way == "decline" else None


def _sources(way: str) -> frozenset[str]:
    """Return the statuses in which something can be decided."""
    return UNDER_WAY if way == _ENTRUST else WAYS[way].sources


def _to_entrust(request: OrganizationRequest, rows: list[Any], partner: Organization | None) -> list[Any]:
    """Return the applications that this changes, and say of which it was so before."""
    same = [str(one.participant) for one in rows if one.looked_after_by == partner]
    if same:
        messages.info(request, gettext("It was so already: %(names)s") % {"names": ", ".join(same)})
    return [one for one in rows if one.looked_after_by != partner and one.status in UNDER_WAY]


def _versions(request: OrganizationRequest) -> dict[int, int]:
    """Return which version of each application the preview showed."""
    pairs = (one.partition(":") for one in request.POST.getlist("seen"))
    return {int(pk): int(version) for pk, _colon, version in pairs if pk.isdecimal() and version.isdecimal()}


def done_for(rows: Iterable[Any], act: Callable[[Any], object]) -> tuple[int, list[str]]:
    """Do ``act`` for each row by itself; return for how many it was done, and why not for the others."""
    done, refused = 0, []
    for row in rows:
        try:
            act(row)
            done += 1
        except (Refused, Stale) as problem:
            who = row if not isinstance(row, Application) else row.participant
            refused.append(f"{who}: {problem}")
    return done, refused


def _say(request: OrganizationRequest, result: tuple[int, list[str]], *, is_told: bool = True) -> None:
    done, refused = result
    if done:
        said = (
            ngettext("Done for %(n)s person, who is told.", "Done for %(n)s people, who are told.", done)
            if is_told
            else ngettext("Noted for %(n)s person.", "Noted for %(n)s people.", done)
        )
        messages.success(request, said % {"n": done})
    for sentence in refused[:_SAID]:
        messages.warning(request, sentence)
    if len(refused) > _SAID:
        messages.warning(request, gettext("And %(n)s more.") % {"n": len(refused) - _SAID})
