"""Matching a cohort: whom a run proposes and why, who has no place, what each rule costs; runs and their settings."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from parcours.accounts.audit import record_view
from parcours.applications.queries import participants_of, places_of
from parcours.core.language import speak
from parcours.engagements.lists import DECLINE_REASON, TOGETHER
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import of_cohort
from parcours.matching.actions.deciding import take_all
from parcours.matching.actions.running import run as run_matching
from parcours.matching.comparing import Why, differences
from parcours.matching.models import Candidate, Run
from parcours.matching.queries import (
    in_words,
    latest_run,
    naming,
    proposed_by,
    runs_of,
    settings_of,
    unplaced_by,
)
from parcours.matching.words_labels import RULES
from parcours.people.models import Participant
from parcours.programs.models import Cohort
from parcours.reference.noc import load_taxonomy
from parcours.web.manage.matching_forms import SettingsForm
from parcours.web.numbers import row_numbers
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


def language() -> str:
    """Return ``en`` or ``fr``, as the page is read."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"


@dataclass(slots=True)
class Line:
    """A mentee on the page: what was decided, what is proposed, and what to know about it."""

    participant: Participant
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
    """One line for each mentee, those who need somebody first; the button takes all that is proposed."""
    row = get_object_or_404(Cohort.objects.select_related("program"), pk=cohort)
    last = latest_run(row)
    if request.method == "POST":
        if last is not None:
            _take_all(request, last)
        return redirect("matching", request.organization.slug, row.pk)
    record_view(by=request.actor, page="matching")
    pairs = {pair.participant_id: pair for pair in of_cohort(row)}
    lines = _lines(row, last, pairs)
    newest = runs_of(row).first()
    return render(
        request,
        "manage/matching/show.html",
        {
            "cohort": row,
            "run": last,
            "impossible": _impossible(newest),
            "notes": in_words(last.notes) if last else [],
            "open": [line for line in lines if not line.pair and line.proposed],
            "without": [line for line in lines if not line.pair and not line.proposed],
            "decided": [line for line in lines if line.pair],
            "drafts": sum(pair.status == "draft" for pair in pairs.values()),
            "figures": _figures(row, pairs),
            "costs": _costs(last),
            "supply": _supply(last),
            "runs": runs_of(row).count(),
        },
    )


def _impossible(newest: Run | None) -> list[str]:
    """Return why the last run found nothing that is possible; nothing where it did."""
    if newest is None or newest.state != "impossible":
        return []
    said: list[str] = in_words(newest.notes)
    return list(map(naming(said), said))


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


def _lines(cohort: Cohort, last: Run | None, pairs: dict[int, Mentorship]) -> list[Line]:
    lines = {one.pk: Line(one) for one in participants_of(cohort)}
    for number, pair in pairs.items():
        lines.setdefault(number, Line(pair.participant)).pair = pair
    for gone in of_cohort(cohort, ("declined",)).order_by("pk"):
        if gone.participant_id in lines:
            said = {"mentor": gone.mentor, "reason": DECLINE_REASON.label(gone.decline_reason)}
            lines[gone.participant_id].declined = _("Declined with %(mentor)s: %(reason)s") % said
    if last is None:
        return list(lines.values())
    for candidate in proposed_by(last):
        if candidate.participant_id in lines:
            lines[candidate.participant_id].proposed = candidate
    unplaced = [(one.participant_id, *in_words(one.why)) for one in unplaced_by(last)]
    named = naming(text for _number, reason, ways in unplaced for text in (reason, *ways))
    for number, reason, ways in unplaced:
        if number in lines:
            lines[number].why, lines[number].ways = named(reason), tuple(map(named, ways))
    return list(lines.values())


def _figures(cohort: Cohort, pairs: dict[int, Mentorship]) -> dict[str, int]:
    places = list(places_of(cohort).values_list("places", flat=True))
    return {
        "mentees": participants_of(cohort).count(),
        "places": sum(places),
        "chosen": len(pairs),
        "agreed": sum(pair.status in TOGETHER for pair in pairs.values()),
    }


def _costs(last: Run | None) -> list[tuple[str, int]]:
    """Return the rules that hold, in words, with how many more people would have a place without each."""
    say = speak(language())
    return [(say(RULES[name]), number) for name, number in last.rule_costs.items()] if last else []


def _supply(last: Run | None) -> list[dict[str, Any]]:
    """Return the occupation groups in which mentees are more than places, the greatest lack first."""
    lacking = [
        one for one in (last.supply if last else []) if one["group"] and one["participants"] > one["capacity"]
    ]
    classes = load_taxonomy()
    return [
        {**one, "title": classes.title(one["group"], language()) if classes.exists(one["group"]) else ""}
        for one in sorted(lacking, key=lambda one: one["capacity"] - one["participants"])
    ]


def run(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """Choose rules and weights, and match."""
    row = get_object_or_404(Cohort.objects.select_related("program"), pk=cohort)
    form = SettingsForm(request.POST or None, settings=settings_of(row), language=language())
    if request.method == "POST" and form.is_valid():
        made = run_matching(cohort=row, settings=form.chosen, by=request.actor)
        if made.state == "done":
            messages.success(request, _("Matched. Nothing is decided yet: look at each pair, and choose."))
        return redirect("matching", request.organization.slug, row.pk)
    return render(request, "manage/matching/run.html", {"cohort": row, "form": form})


def runs(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """The runs of a cohort; two of them side by side."""
    row = get_object_or_404(Cohort.objects.select_related("program"), pk=cohort)
    found = list(runs_of(row).filter(state="done")[:50])
    by_number = {one.pk: one for one in found}
    asked = [next(iter(row_numbers([request.GET.get(name, "")])), 0) for name in ("from", "to")]
    usual = [found[1].pk, found[0].pk] if len(found) > 1 else [0, 0]
    earlier, later = (by_number.get(number or default) for number, default in zip(asked, usual, strict=True))
    record_view(by=request.actor, page="matching-runs")
    context = {
        "cohort": row,
        "runs": found,
        "earlier": earlier,
        "later": later,
        "differences": [(one, _in_words(one.why)) for one in differences(earlier, later)]
        if earlier and later
        else [],
    }
    return render(request, "manage/matching/runs.html", context)


def _in_words(why: Why) -> str:
    return {
        Why.NEW: _("New in the cohort"),
        Why.GONE: _("No longer to be matched"),
        Why.CHOSEN: _("Chosen by a person"),
        Why.MENTOR_GONE: _("The mentor is on nobody’s short-list any more"),
        Why.RULED_OUT: _("The two were ruled out for each other"),
        Why.RULES: _("Other rules or weights"),
        Why.OTHERS: _("Somebody else gets a place by it, or the whole scores higher"),
    }[why]
