"""Runs of the matching on a cohort: having one made, by which rules, and two of them side by side."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from parcours.accounts.audit import record_view
from parcours.matching.actions.running import run as run_matching
from parcours.matching.adapter import MODES, OPTIMAL
from parcours.matching.comparing import Difference, Why, differences
from parcours.matching.lists import MODE
from parcours.matching.queries import agencies_of, employers_of, runs_of, settings_of
from parcours.programs.models import Cohort
from parcours.web.manage.matching_chart import panels
from parcours.web.manage.matching_figures import language
from parcours.web.manage.matching_forms import SettingsForm
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest

_SIDE_BY_SIDE = 6
"""How many runs stand side by side, the latest first."""


def run(request: OrganizationRequest, cohort: int) -> HttpResponse:
    """Choose rules and weights, and match; after a run before, what changed is shown first.

    By one press it is matched in all three ways, the usual one last, so that it is what the page proposes. ``mode`` in
    the address is the way to begin with, as where they stand side by side.
    """
    row = get_object_or_404(Cohort.objects.select_related("program", "organization"), pk=cohort)
    settings, asked = settings_of(row), request.GET.get("mode", "")
    form = SettingsForm(
        request.POST or None,
        settings=replace(settings, mode=asked) if asked in MODES else settings,
        language=language(),
        agencies=agencies_of(row),
        employers=employers_of(row),
    )
    if request.method == "POST" and form.is_valid():
        mode, *also = MODES[::-1] if "ways" in request.POST else [form.chosen.mode]
        settings = replace(form.chosen, mode=mode)
        made = run_matching(cohort=row, settings=settings, by=request.actor, also=also)
        if made.state == "done":
            messages.success(request, _("Matched. Nothing is decided yet: look at each pair, and choose."))
        is_again = made.state == "done" and runs_of(row).filter(state="done").exclude(pk=made.pk).exists()
        return redirect("matching-runs" if is_again else "matching", request.organization.slug, row.pk)
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
    ways = [one.rules.get("mode", OPTIMAL) for one in found]
    named = [(one, MODE.label(way)) for one, way in zip(found, ways, strict=True)]
    context = {
        "cohort": row,
        "runs": named,
        "side_by_side": named[:_SIDE_BY_SIDE],
        "panels": panels(named[:_SIDE_BY_SIDE]),
        "other_ways": [(way, MODE.label(way)) for way in MODES if way in ways[1:] and way != ways[0]],
        "earlier": earlier,
        "later": later,
        "held": later.candidates.filter(is_fixed=True).count() if later else 0,
        "differences": [(one, _in_words(one)) for one in differences(earlier, later)]
        if earlier and later
        else [],
    }
    return render(request, "manage/matching/runs.html", context)


def _in_words(one: Difference) -> str:
    """Return why two runs differ about somebody, with whoever has the place now, or had it before."""
    if one.why is Why.FREED:
        return _("A place came free: %(other)s no longer has it") % {"other": one.other}
    if one.needed_as is None:
        return _why(one.why)
    why = _why(one.needed_as)
    facts = {"other": one.other, "last": one.needed_for, "why": why[:1].lower() + why[1:]}
    if one.other == one.needed_for:
        return _("%(other)s took the place: %(why)s") % facts
    return _("%(other)s took the place, so that %(last)s has one, too: %(why)s") % facts


def _why(why: Why) -> str:
    return {
        Why.NEW: _("New in the cohort"),
        Why.GONE: _("No longer to be matched"),
        Why.WITHDREW: _("No longer agrees to be matched"),
        Why.CHOSEN: _("Chosen by a person"),
        Why.MENTOR_GONE: _("The mentor is on nobody’s short-list any more"),
        Why.MENTOR_WITHDREW: _("The mentor no longer agrees to be matched"),
        Why.RULED_OUT: _("The two were ruled out for each other"),
        Why.RULES: _("Other rules or weights"),
        Why.OTHERS: _("Somebody else gets a place by it, or the whole scores higher"),
        Why.PLACED: _("Had no place before"),
    }[why]
