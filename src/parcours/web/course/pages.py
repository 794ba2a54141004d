"""The other pages of a mentorship: its plan, its notes, its agreement, and a concern to report."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parcours.core.bilingual import language_shown
from parcours.engagements.actions.concerns import report
from parcours.engagements.actions.noting import delete_note, write_note
from parcours.engagements.actions.planning import drop, mark, reword, write_goal, write_step
from parcours.engagements.actions.signing import sign
from parcours.engagements.course_lists import TERM
from parcours.engagements.course_queries import (
    agreement_for,
    concerns_by,
    notes_for,
    plan_of,
    signatures_of,
)
from parcours.engagements.models import Mentorship, PlanItem
from parcours.web.course.forms import ConcernForm, GoalForm, NoteForm, RewordForm, StepForm
from parcours.web.course.place import Place
from parcours.web.numbers import row_numbers

_CONCERN_TONES = {"open": "warning", "in_hand": "info", "closed": "neutral"}


@dataclass(slots=True)
class Item:
    """A goal or a step on the page, with the forms that belong to it."""

    row: PlanItem
    reword: RewordForm
    step: StepForm | None = None
    steps: list["Item"] = field(default_factory=list)


def plan(place: Place) -> HttpResponse:
    """The goals by term with their steps, and what became of each."""
    posted = place.request.POST
    rows = plan_of(place.mentorship)
    goal_form = GoalForm(posted if "goal" in posted else None)
    items = {row.pk: _item(row, place) for row in rows if row.dropped_at is None}
    if place.request.method == "POST" and _planned(place, goal_form, items):
        return place.again("plan")
    return place.page(
        "course/plan.html", "plan", form=goal_form, terms=by_term(rows, items), history=history_of(rows)
    )


def by_term(rows: list[PlanItem], items: dict[int, Item]) -> list[tuple[str, list[Item]]]:
    """Return the goals that stand with their steps, under the terms in which they are."""
    for row in rows:
        if row.pk in items and row.goal_id in items:
            items[row.goal_id].steps.append(items[row.pk])
    goals = [items[row.pk] for row in rows if row.pk in items and row.goal_id is None]
    found = [(str(label), [one for one in goals if one.row.term == term]) for term, label in TERM.choices]
    return [(label, there) for label, there in found if there]


def items_of(mentorship: Mentorship) -> list[tuple[str, list[Item]]]:
    """Return the plan as staff read it."""
    rows = plan_of(mentorship)
    return by_term(rows, {row.pk: Item(row, RewordForm()) for row in rows if row.dropped_at is None})


def history_of(rows: list[PlanItem]) -> list[tuple[PlanItem, str]]:
    """Return what was dropped or put in other words, with what it says now, the latest first."""
    now = {row.instead_of_id: row.words for row in rows if row.instead_of_id}
    gone = sorted(
        (row for row in rows if row.dropped_at), key=lambda row: (row.dropped_at, row.pk), reverse=True
    )
    return [(row, now.get(row.pk, "")) for row in gone]


def _item(row: PlanItem, place: Place) -> Item:
    posted = place.request.POST
    other = posted if posted.get("reword") == str(row.pk) else None
    step = posted if posted.get("step") == str(row.pk) else None
    return Item(
        row,
        RewordForm(other, prefix=f"reword{row.pk}", initial={"words": row.words}),
        StepForm(step, prefix=f"step{row.pk}") if row.goal_id is None else None,
    )


def _planned(place: Place, goal_form: GoalForm, items: dict[int, Item]) -> bool:
    """Do what was asked for, and return whether to begin the page anew: a form that lacks something is shown again."""
    posted, by = place.request.POST, place.by
    if "goal" in posted:
        if goal_form.is_valid():
            write_goal(mentorship=place.mentorship, by=by, **goal_form.cleaned_data)
        return goal_form.is_valid()
    for do in ("step", "reword", "done", "undone", "drop"):
        item = items.get(next(iter(row_numbers([posted.get(do, "")])), 0))
        if item is not None:
            return _did(do, item, place)
    return True


def _did(do: str, item: Item, place: Place) -> bool:
    by = place.by
    if do == "step" and item.step is not None:
        if item.step.is_valid():
            write_step(goal=item.row, by=by, **item.step.cleaned_data)
        return item.step.is_valid()
    if do == "reword":
        if item.reword.is_valid():
            reword(item=item.row, by=by, **item.reword.cleaned_data)
        return item.reword.is_valid()
    if do == "drop":
        drop(item=item.row, by=by)
    elif do in {"done", "undone"}:
        mark(item=item.row, is_done=do == "done", by=by)
    return True


def notes(place: Place) -> HttpResponse:
    """What one wrote for oneself, and what both share; beside each field stands who reads it."""
    posted, other = place.request.POST, place.other.name_used
    said = {"other": other, "organization": place.mentorship.organization.name}
    forms = {
        "private": NoteForm(
            posted if "private" in posted else None,
            prefix="private",
            label=_("A note for myself"),
            readers=_(
                "Only you read this: neither %(other)s nor anybody of the staff of %(organization)s can."
            )
            % said,
        ),
        "shared": NoteForm(
            posted if "shared" in posted else None,
            prefix="shared",
            label=_("A shared note"),
            readers=_("Read by you, by %(other)s and by the coordinators of %(organization)s.") % said,
        ),
    }
    written = notes_for(place.mentorship, place.side)
    if place.request.method == "POST":
        for kind, form in forms.items():
            if kind in posted and form.is_valid():
                words = form.cleaned_data["words"]
                write_note(
                    mentorship=place.mentorship, words=words, is_private=kind == "private", by=place.by
                )
                return place.again("notes")
        if "delete" in posted:
            for note in written:
                if str(note.pk) == posted["delete"]:
                    delete_note(note=note, by=place.by)
            return place.again("notes")
    return place.page("course/notes.html", "notes", forms=forms, notes=written)


def agreement(place: Place) -> HttpResponse:
    """The words that the two agree to, who signed them, when and how."""
    row = agreement_for(place.mentorship)
    if place.request.method == "POST":
        edition = next(iter(row_numbers([place.request.POST.get("edition", "")])), 0)
        sign(mentorship=place.mentorship, edition=edition, by=place.by)
        messages.success(place.request, _("Signed. Thank you."))
        return place.again("agreement")
    signed = signatures_of(place.mentorship)
    people = {"mentor": place.mentorship.mentor.person, "mentee": place.mentorship.participant.person}
    shown = language_shown(row.text_en, row.text_fr, get_language() or "en") if row else ""
    return place.page(
        "course/agreement.html",
        "agreement",
        agreement=row,
        shown_in=shown,
        signatures=[(person, signed.get(side)) for side, person in people.items()],
        may_sign=place.runs and row is not None and place.side not in signed,
    )


def concern(place: Place) -> HttpResponse:
    """Report that something goes wrong, to the coordinators alone; what became of earlier ones."""
    readers = _("Only the coordinators of %(organization)s read it. %(other)s is not told.") % {
        "organization": place.mentorship.organization.name,
        "other": place.other.name_used,
    }
    form = ConcernForm(place.request.POST or None, readers=readers)
    if place.request.method == "POST" and form.is_valid():
        report(mentorship=place.mentorship, by=place.by, **form.cleaned_data)
        messages.success(place.request, _("Reported. A coordinator reads it, and answers you."))
        return place.again("concern")
    reported = [(one, _CONCERN_TONES[one.status]) for one in concerns_by(place.mentorship, place.side)]
    return place.page("course/concern.html", "concern", form=form, concerns=reported)
