"""Matching a cohort: where a run is, whom it proposes and why, who has no place, what each rule costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.accounts.audit import record_view
from parcours.applications.models import MentorPlace
from parcours.applications.queries import participants_of, places_of
from parcours.engagements.lists import DECLINE_REASON, LIVE, TOGETHER
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import of_cohort
from parcours.matching.actions.deciding import take_all
from parcours.matching.actions.running import is_silent, stop
from parcours.matching.closed import closed
from parcours.matching.gathering import needs_no_other
from parcours.matching.models import Candidate, Run
from parcours.matching.queries import in_words, naming, newest_runs, proposed_by, unplaced_by
from parcours.people.models import Participant
from parcours.programs.models import Cohort
from parcours.web.manage.matching_figures import agencies, costs, limits, supply
from parcours.web.pages import OrganizationRequest

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


_ENDED = ("declined", "completed", "ended_early")


@dataclass(slots=True)
class Line:
    """A mentee on the page: what was decided, what is proposed, and what to know about it."""

    participant: Participant
    has_seat: bool = True
    pair: Mentorship | None = None
    proposed: Candidate | None = None
    declined: str = ""
    why: str = ""
    ways: tuple[str, ...] = ()

    @property
    def tone(self) -> str:
        """How the status of the pair looks."""
        return TONES[self.pair.status] if self.pair else "neutral"

    @property
    def reasons(self) -> list[list[str]]:
        """Reasons for, against, and what is unknown."""
        return in_words(self.proposed.reasons) if self.proposed else [[], [], []]


def show(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """One line for each mentee, those who need somebody first; buttons take all that is proposed, or stop a run."""
    row = get_object_or_404(Cohort.objects.select_related("program", "organization"), pk=cohort)
    newest, last = newest_runs(row)
    if request.method == "POST":
        _do(request, newest, last)
        return redirect("matching", request.organization.slug, row.pk)
    record_view(by=request.actor, page="matching")
    places = list(places_of(row))
    lines = _lines(row, last, list(of_cohort(row, (*LIVE, *_ENDED)).order_by("pk")))
    pairs = [line.pair for line in lines if line.pair]
    return render(
        request,
        "manage/matching/show.html",
        {
            "cohort": row,
            "run": last,
            "newest": newest,
            "silent": newest is not None and is_silent(newest),
            "impossible": _impossible(newest),
            "set_aside": _set_aside(row, places),
            "notes": in_words(last.notes) if last else [],
            "open": [line for line in lines if not line.pair and line.proposed],
            "without": [line for line in lines if not line.pair and not line.proposed],
            "decided": [line for line in lines if line.pair],
            "drafts": sum(pair.status == "draft" for pair in pairs),
            "figures": {
                "mentees": sum(line.has_seat for line in lines),
                "places": sum(place.places for place in places),
                "chosen": len(pairs),
                "agreed": sum(pair.status in TOGETHER or needs_no_other(pair) for pair in pairs),
            },
            "costs": costs(last),
            "supply": supply(last),
            "agencies": agencies(last),
            "limits": limits(last),
        },
    )


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


def _set_aside(cohort: Cohort, places: Sequence[MentorPlace]) -> list[tuple[str, str]]:
    """Return why mentors take nobody new at the moment, each reason with their names."""
    words = {
        "paused": _("On pause"),
        "unscreened": _("Screening still to be done"),
        "refused": _("Do not agree to be matched"),
        "gone": _("No longer mentors"),
    }
    why = closed(cohort, [place.mentor for place in places])
    named = {
        reason: ", ".join(str(place.mentor) for place in places if why.get(place.mentor_id) == reason)
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
    for problem in taken.refused:
        messages.warning(request, problem)


def _lines(cohort: Cohort, last: Run | None, rows: Sequence[Mentorship]) -> list[Line]:
    """Return a line for each mentee; ``rows`` are the pairs that hold, and those that are over."""
    lines = {one.pk: Line(one) for one in participants_of(cohort)}
    for over in rows:
        if needs_no_other(over) and over.participant_id in lines:
            lines[over.participant_id].pair = over
    for row in rows:
        if row.status in LIVE:
            lines.setdefault(row.participant_id, Line(row.participant, has_seat=False)).pair = row
    for gone in rows:
        if gone.status == "declined" and gone.participant_id in lines:
            said = {"mentor": gone.mentor, "reason": DECLINE_REASON.label(gone.decline_reason)}
            lines[gone.participant_id].declined = _("Declined with %(mentor)s: %(reason)s") % said
    if last is not None:
        _add_proposals(lines, last)
    return list(lines.values())


def _add_proposals(lines: Mapping[int, Line], last: Run) -> None:
    """Say in the lines whom the last run proposes, and why it proposes nobody."""
    for candidate in proposed_by(last):
        if candidate.participant_id in lines:
            lines[candidate.participant_id].proposed = candidate
    unplaced = [(one.participant_id, *in_words(one.why)) for one in unplaced_by(last)]
    named = naming(text for _number, reason, ways in unplaced for text in (reason, *ways))
    for number, reason, ways in unplaced:
        if number in lines:
            lines[number].why, lines[number].ways = named(reason), tuple(map(named, ways))
