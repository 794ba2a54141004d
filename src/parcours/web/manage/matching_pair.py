"""One mentee and the mentors on the short-list; choosing one with what it means for others; ruling one out."""

from collections import Counter
from collections.abc import Iterable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from parcours.accounts.audit import record_view
from parcours.applications.queries import participants_of, places_of
from parcours.core.language import speak
from parcours.engagements.actions.choosing import choose
from parcours.engagements.lists import LIVE
from parcours.engagements.queries import around, needs_no_other
from parcours.matching.actions.ruling import allow, rule_out
from parcours.matching.actions.wishing import keep_wishes
from parcours.matching.consequences import Consequences, consequences
from parcours.matching.gathering import did_not_work
from parcours.matching.models import Candidate
from parcours.matching.queries import exclusions_of, in_words, latest_run, settings_of
from parcours.matching.still_open import how_it_stands, still_open
from parcours.matching.words_labels import RULES
from parcours.people.models import Mentor, Participant
from parcours.programs.models import Cohort
from parcours.web.manage.matching import TONES
from parcours.web.manage.matching_beside import notes_about, switching, why_unplaced
from parcours.web.manage.matching_figures import language
from parcours.web.manage.matching_forms import ChooseForm, ExclusionForm
from parcours.web.manage.wishes import WishesForm, wanted_by
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest
from parcours.web.parts import part


def show(request: OrganizationRequest, cohort: int, participant: int) -> HttpResponse:
    """The short-list of a mentee, the other mentors of the cohort below it, and what was decided before."""
    row = _cohort(cohort)
    now = how_it_stands(row)
    mentee = _among(now.mentees, participant)
    places = {place.mentor_id: place for place in now.places}
    form = ExclusionForm(request.POST if "mentor" in request.POST else None)
    wishes = WishesForm(
        request.POST if "save_wishes" in request.POST else None,
        people=[place.mentor for place in now.places],
        wanted=wanted_by(row, mentee),
    )
    if request.method == "POST" and (
        _wished(request, row, mentee, wishes) or _ruled(request, row, mentee, form)
    ):
        return redirect("matching-mentee", request.organization.slug, row.pk, mentee.pk)
    record_view(by=request.actor, page="matching-mentee")
    last = latest_run(row)
    history = [one for one in reversed(now.pairs) if one.participant_id == mentee.pk]
    listed = list(last.candidates.filter(participant=mentee).select_related("mentor__person")) if last else []
    apart = [one for one in now.exclusions if one.participant_id == mentee.pk]
    out = {one.mentor_id for one in apart}
    over = {one.mentor_id for one in history if did_not_work(one)}
    taken = Counter(one.mentor_id for one in now.pairs if one.status in LIVE)
    notes = notes_about(row, mentee, places.keys(), request.actor)
    candidates = [
        (
            one,
            in_words(one.reasons),
            taken[one.mentor_id],
            places[one.mentor_id],
            notes.mentors.get(one.mentor_id),
        )
        for one in listed
        if one.mentor_id in places and one.mentor_id not in out | over
    ]
    named = {one.mentor_id for one, *_rest in candidates} | out
    others = [
        (place.mentor, taken[number], place.places) for number, place in places.items() if number not in named
    ]
    context = {
        "cohort": row,
        "mentee": mentee,
        "run": last,
        "candidates": candidates,
        "next_best": still_open(last, now).next_best.get(mentee.pk) if last else None,
        "switching": switching(next((one for one in listed if one.is_proposed), None)),
        "why": why_unplaced(last, mentee),
        "notes": notes,
        "wishes": wishes,
        "others": part(request, "others", others),
        "apart": apart,
        "history": [(one, TONES[one.status]) for one in history],
        "form": form,
    }
    return render(request, "manage/matching/mentee.html", context)


def _wished(request: OrganizationRequest, cohort: Cohort, mentee: Participant, form: WishesForm) -> bool:
    """Keep whom the mentee would like best, and return whether that was done."""
    if not form.is_bound or not form.is_valid():
        return False
    keep_wishes(cohort=cohort, who=mentee, wanted=form.wanted, by=request.actor)
    messages.success(request, _("The wishes are kept. Match again to see what follows."))
    return True


def _ruled(request: OrganizationRequest, cohort: Cohort, mentee: Participant, form: ExclusionForm) -> bool:
    """Rule a mentor out, or allow one again, and return whether that was done."""
    lifted = next(iter(row_numbers([request.POST.get("allow", "")])), 0)
    if lifted:
        for exclusion in exclusions_of(cohort):
            if exclusion.pk == lifted and exclusion.participant_id == mentee.pk:
                allow(exclusion=exclusion, by=request.actor)
                messages.success(request, _("The two can be proposed to each other again."))
        return True
    number = next(iter(row_numbers([request.POST.get("mentor", "")])), 0)
    mentor = Mentor.objects.filter(pk=number).select_related("person").first()
    if mentor is None or not form.is_valid():
        return False
    rule_out(cohort=cohort, participant=mentee, mentor=mentor, by=request.actor, **form.cleaned_data)
    messages.success(
        request, _("The two will not be proposed to each other. Match again to see what follows.")
    )
    return True


def decide(request: OrganizationRequest, cohort: int, participant: int, mentor: int) -> HttpResponse:
    """What choosing this mentor would mean for everybody; the button chooses."""
    row, mentee = _of_cohort(cohort, participant)
    place = get_object_or_404(places_of(row), mentor=mentor)
    chosen = place.mentor
    known = around(row, mentee, chosen)
    held = [one for one in known if one.status in LIVE]
    if any(one.participant_id == mentee.pk and one.mentor_id == chosen.pk for one in held):
        messages.info(request, _("These two are chosen for each other already."))
        return redirect("matching-mentee", request.organization.slug, row.pk, mentee.pk)
    before = [one for one in held if one.participant_id == mentee.pk]
    if not before and any(one.participant_id == mentee.pk and needs_no_other(one) for one in known):
        over = _("The mentorship of %(mentee)s in this cohort is over, and they need no other mentor in it.")
        messages.info(request, over % {"mentee": mentee})
        return redirect("matching-mentee", request.organization.slug, row.pk, mentee.pk)
    rivals = [one for one in held if one.mentor_id == chosen.pk]
    full = len(rivals) >= place.places
    form = ChooseForm(request.POST if request.method == "POST" else None, rivals=rivals, full=full)
    if request.method == "POST" and form.is_valid():
        candidate = _candidate(row, mentee, chosen)
        asked = form.cleaned_data.get("instead_of")
        choose(
            cohort=row,
            participant=mentee,
            mentor=chosen,
            chosen_as="proposal" if candidate else "fixed",
            score=candidate.score if candidate else None,
            by=request.actor,
            seen=row_numbers(request.POST.getlist("seen")),
            instead_of=[*(one.pk for one in before), *([asked] if asked else [])],
            why=form.cleaned_data["why"],
        )
        messages.success(
            request, _("%(mentor)s is chosen for %(mentee)s.") % {"mentor": chosen, "mentee": mentee}
        )
        return redirect("matching", request.organization.slug, row.pk)
    gone = [*before, *(rivals[:1] if full else ())]
    found = consequences(
        cohort=row,
        participant=mentee,
        mentor=chosen,
        instead_of=[(one.participant_id, one.mentor_id) for one in gone],
        settings=settings_of(row),
        language=language(),
        by=request.actor,
    )
    record_view(by=request.actor, page="matching-decide")
    context = {
        "cohort": row,
        "mentee": mentee,
        "mentor": chosen,
        "held": held,
        "before": before,
        "rivals": rivals,
        "full": full,
        "form": form,
        **_told(found),
    }
    return render(request, "manage/matching/decide.html", context)


def _told(found: Consequences) -> dict[str, object]:
    """Return the consequences with the people in them, for the page."""
    numbers = {*found.without, *found.placed, *(mentee for mentee, _before, _then in found.moved)}
    mentees = _by_number(Participant.objects.filter(pk__in=numbers))
    mentors = {number for _mentee, before, then in found.moved for number in (before, then)}
    names = _by_number(Mentor.objects.filter(pk__in=mentors))
    say = speak(language())
    return {
        "found": found,
        "broken": [say(RULES[name]) for name in found.broken],
        "without": [mentees[number] for number in found.without],
        "placed": [mentees[number] for number in found.placed],
        "moved": [(mentees[one], names[before], names[then]) for one, before, then in found.moved],
    }


def _by_number(rows: QuerySet[Participant] | QuerySet[Mentor]) -> dict[int, str]:
    return {row.pk: str(row) for row in rows.select_related("person")}


def _candidate(cohort: Cohort, mentee: Participant, mentor: Mentor) -> Candidate | None:
    last = latest_run(cohort)
    return last.candidates.filter(participant=mentee, mentor=mentor).first() if last else None


def _of_cohort(cohort: int, participant: int) -> tuple[Cohort, Participant]:
    """Return a cohort with somebody who has a seat in it. Raises Http404."""
    row = _cohort(cohort)
    return row, _among(participants_of(row).filter(pk=participant), participant)


def _cohort(number: int) -> Cohort:
    return get_object_or_404(Cohort.objects.select_related("program", "organization"), pk=number)


def _among(mentees: Iterable[Participant], number: int) -> Participant:
    mentee = next((one for one in mentees if one.pk == number), None)
    if mentee is None:
        raise Http404
    return mentee
