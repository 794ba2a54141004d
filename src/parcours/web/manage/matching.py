"""Matching a cohort: where a run is, whom it proposes and why, who has no place, what each rule costs."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.accounts.audit import record_view
from parcours.engagements.lists import DECLINE_REASON, LIVE, TOGETHER
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import needs_no_other, who_declined
from parcours.matching.actions.deciding import take_all
from parcours.matching.actions.running import is_silent, stop
from parcours.matching.models import Candidate, Run
from parcours.matching.queries import in_words, naming, newest_runs, uncoded_in, unplaced_by
from parcours.matching.still_open import Now, how_it_stands, still_open
from parcours.people.models import Participant
from parcours.programs.models import Cohort
from parcours.web.manage.matching_figures import agencies, costs, limits, supply
from parcours.web.pages import OrganizationRequest
from parcours.web.parts import part

TONES = {
    "draft": "info",
    "proposed": "warning",
    "mentor_accepted": "warning",
    "mentee_accepted": "good",
    "active": "good",
    "at_risk": "problem",
    "paused": "neutral",
    "completed": "neutral",
    "ended_early": "neutral",
    "declined": "problem",
    "withdrawn": "neutral",
}

KINDS = ("open", "next_best", "without", "decided")
"""The lists of the page: those who need somebody come first."""


@dataclass(slots=True)
class Line:
    """A mentee on the page: what was decided, what is proposed, and what to know about it."""

    participant: Participant
    has_seat: bool = True
    pair: Mentorship | None = None
    proposed: Candidate | None = None
    next_best: Candidate | None = None
    declined: str = ""
    why: str = ""
    ways: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Which of the lists of the page it stands in."""
        if self.pair:
            return "decided"
        return "open" if self.proposed else "next_best" if self.next_best else "without"

    @property
    def tone(self) -> str:
        """How the status of the pair looks."""
        return TONES[self.pair.status] if self.pair else "neutral"

    @property
    def reasons(self) -> list[list[str]]:
        """Reasons for, against, and what is unknown."""
        shown = self.proposed or self.next_best
        return in_words(shown.reasons) if shown else [[], [], []]


def show(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """One line for each mentee, those who need somebody first; buttons take all that is proposed, or stop a run."""
    row = get_object_or_404(Cohort.objects.select_related("program", "organization"), pk=cohort)
    newest, last = newest_runs(row)
    if request.method == "POST":
        _do(request, newest, last)
        return redirect("matching", request.organization.slug, row.pk)
    state = {"newest": newest, "silent": newest is not None and is_silent(newest)}
    looks_on = request.headers.get("HX-Target") == "matching-progress"
    if looks_on and newest is not None and newest.state == "waiting":
        return render(request, "manage/matching/progress.html", state)
    record_view(by=request.actor, page="matching")
    now = how_it_stands(row)
    lines = _lines(last, now)
    pairs = [line.pair for line in lines if line.pair]
    response = render(
        request,
        "manage/matching/show.html",
        {
            "cohort": row,
            "run": last,
            **state,
            "impossible": _impossible(newest),
            "set_aside": _set_aside(now),
            "uncoded": uncoded_in(row),
            "notes": in_words(last.notes) if last else [],
            **{kind: part(request, kind, [line for line in lines if line.kind == kind]) for kind in KINDS},
            "drafts": sum(pair.status == "draft" for pair in pairs),
            "figures": {
                "mentees": sum(line.has_seat for line in lines),
                "places": sum(place.places for place in now.places),
                "chosen": len(pairs),
                "agreed": sum(pair.status in TOGETHER or needs_no_other(pair) for pair in pairs),
            },
            "costs": costs(last),
            "supply": supply(last),
            "agencies": agencies(last),
            "limits": limits(last),
        },
    )
    if looks_on:  # what was seen to go on has ended: the whole page follows, in place of the steps
        response["HX-Retarget"] = response["HX-Reselect"] = "#matching-state"
    return response


def _impossible(newest: Run | None) -> list[str]:
    """Return why the last run found nothing that is possible; nothing where it did."""
    if newest is None or newest.state != "impossible":
        return []
    said: list[str] = in_words(newest.notes)
    return list(map(naming(said), said))


def _do(request: OrganizationRequest, newest: Run | None, last: Run | None) -> None:
    """Do what the button says."""
    if "stop" in request.POST and newest is not None:
        stop(run=newest, by=request.actor)
        messages.success(request, _("Stopped. What was proposed before is still here."))
    elif last is not None:
        _take_all(request, last)


def _set_aside(now: Now) -> list[tuple[str, str]]:
    """Return why mentors take nobody new at the moment, each reason with their names."""
    words = {
        "paused": _("On pause"),
        "unscreened": _("Screening still to be done"),
        "refused": _("Do not agree to be matched"),
        "gone": _("No longer mentors"),
    }
    named = {
        reason: ", ".join(str(one.mentor) for one in now.places if now.closed.get(one.mentor_id) == reason)
        for reason in words
    }
    return [(words[reason], names) for reason, names in named.items() if names]


def _take_all(request: OrganizationRequest, last: Run) -> None:
    taken = take_all(run=last, by=request.actor)
    number = len(taken.pairs)
    if number:
        messages.success(
            request,
            ngettext("%(n)s pair is chosen.", "%(n)s pairs are chosen.", number) % {"n": number}
            + " "
            + _("Nobody is told until you send them."),
        )
    if taken.left:
        messages.info(
            request,
            ngettext(
                "%(n)s pair is still to be chosen: press again to go on.",
                "%(n)s pairs are still to be chosen: press again to go on.",
                taken.left,
            )
            % {"n": taken.left},
        )
    for problem in taken.refused:
        messages.warning(request, problem)


def _lines(last: Run | None, now: Now) -> list[Line]:
    """Return a line for each mentee."""
    lines, rows = {one.pk: Line(one) for one in now.mentees}, now.pairs
    for over in rows:
        if needs_no_other(over) and over.participant_id in lines:
            lines[over.participant_id].pair = over
    for row in rows:
        if row.status in LIVE:
            lines.setdefault(row.participant_id, Line(row.participant, has_seat=False)).pair = row
    for gone in rows:
        if gone.status == "declined" and gone.participant_id in lines:
            lines[gone.participant_id].declined = _declined(gone)
    if last is not None:
        _add_proposals(lines, last, now)
    for number in now.refusing:
        lines[number].why, lines[number].ways = _("Does not agree to be matched."), ()
    return list(lines.values())


def _declined(row: Mentorship) -> str:
    """Return who said no and why, as far as it is on file."""
    words = {
        "mentor": _("Declined by the mentor, %(mentor)s: %(reason)s"),
        "mentee": _("Declined by the mentee, with %(mentor)s: %(reason)s"),
    }.get(who_declined(row), _("Declined with %(mentor)s: %(reason)s"))
    return words % {"mentor": row.mentor, "reason": DECLINE_REASON.label(row.decline_reason)}


def _add_proposals(lines: Mapping[int, Line], last: Run, now: Now) -> None:
    """Say in the lines whom the last run proposes, who is next best, and why there is nobody."""
    left = still_open(last, now)
    for number, candidate in left.proposed.items():
        lines[number].proposed = candidate
    for number, candidate in left.next_best.items():
        lines[number].next_best = candidate
    for number in left.without:
        lines[number].why = _(
            "Nobody else on the short-list has room. Match again, or choose any other mentor."
        )
    unplaced = [(one.participant_id, *in_words(one.why)) for one in unplaced_by(last)]
    named = naming(text for _number, reason, ways in unplaced for text in (reason, *ways))
    for number, reason, ways in unplaced:
        if number in lines:
            lines[number].why, lines[number].ways = named(reason), tuple(map(named, ways))
