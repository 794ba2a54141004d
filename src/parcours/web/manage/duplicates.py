"""Records that may be of one person: the queue, two records side by side, merging them and undoing it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.audit import record_view
from parcours.core.refusals import Refused
from parcours.people.actions.fields import FIELDS
from parcours.people.duplicates.absorbing import choices
from parcours.people.duplicates.actions.merging import merge, undo
from parcours.people.duplicates.actions.pairs import open_again, set_apart
from parcours.people.duplicates.likeness import in_words
from parcours.people.duplicates.models import Merge, Pair, PairState
from parcours.people.duplicates.queries import merges_of, others, pair_of, pairs, pairs_of
from parcours.people.kinds import standings
from parcours.people.models import Person
from parcours.people.queries import person as found_person
from parcours.people.words import in_words as value_in_words
from parcours.people.words import label
from parcours.web.forms import Form
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.pages import OrganizationRequest

_VERY_LIKELY = 80
_SHOWN = 20
OPEN = "?state=open"
"""Filters the list by what nobody has looked at."""


def _address(row: Pair) -> str:
    return reverse("person-merge", args=[row.organization.slug, row.first_id, row.second_id])


def _how_likely(row: Pair) -> str:
    if row.state == PairState.APART:
        return str(row.get_state_display())
    return gettext("Very likely") if row.score >= _VERY_LIKELY else gettext("Likely")


def _tone(row: Pair) -> str:
    if row.state == PairState.APART:
        return "neutral"
    return "warning" if row.score >= _VERY_LIKELY else "info"


DUPLICATES = List(
    name=_("Possible duplicates"),
    columns=(
        Column(
            "pair",
            _("Two records"),
            lambda row: f"{row.first.full_name} – {row.second.full_name}",
            order=("first__called", "pk"),
            head=True,
            link=_address,
        ),
        Column("likely", _("How likely"), _how_likely, order=("score", "pk"), tone=_tone),
        Column("why", _("Why"), lambda row: ", ".join(in_words(row.reasons))),
        Column("found", _("Found"), lambda row: localdate(row.found_at), order=("found_at", "pk")),
    ),
    sort="-likely",
    filters=(Choice("state", _("State"), PairState.choices, "state"),),
    search=("first__called", "second__called", "first__email", "second__email"),
)


def index(request: OrganizationRequest) -> HttpResponse:
    """The pairs, the likeliest first; the tab leads to those that nobody has looked at."""
    shown = DUPLICATES.read(request, pairs())
    file = shown.file()
    if file:
        note_export(of="duplicates", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    record_view(by=request.actor, page="duplicates")
    return render(request, "manage/duplicates/list.html", {"list": shown})


def choose(request: OrganizationRequest, person: int) -> HttpResponse:
    """Whom to compare somebody with: those who seem to be the same, or whoever is looked for by name or address."""
    row = _found(person)
    asked = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:100]
    found = others(row, asked) if asked else [pair.other_than(row) for pair in pairs_of(row)]
    record_view(by=request.actor, page="person-merge-with")
    context = {"person": row, "asked": asked, "found": found[:_SHOWN], "more": len(found) > _SHOWN}
    return render(request, "manage/duplicates/choose.html", context)


class MergeForm(Form):
    """Of each field that both records fill in otherwise, which value stays: the newer one, unless somebody says so."""

    kept_version = forms.IntegerField(widget=forms.HiddenInput)
    lost_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, kept: Person, lost: Person, data: Any = None) -> None:  # noqa: ANN401 - what was posted
        super().__init__(data, initial={"kept_version": kept.version, "lost_version": lost.version})
        newer = "lost" if lost.changed_at > kept.changed_at else "kept"
        for field, mine, theirs in choices(kept, lost):
            self.fields[f"{mine._meta.model_name}.{field.name}"] = forms.ChoiceField(  # noqa: SLF001 - documented
                label=capfirst(str(field.verbose_name)),
                widget=forms.RadioSelect,
                choices=[
                    (side, value_in_words(row, field.name))
                    for side, row in (("kept", mine), ("lost", theirs))
                ],
                initial=newer,
            )

    @property
    def taken(self) -> set[str]:
        """The fields of which the value of the record that goes is chosen."""
        return {name for name, value in self.cleaned_data.items() if value == "lost"}


def compare(request: OrganizationRequest, person: int, other: int) -> HttpResponse:
    """Two records side by side: make one of them, or say that they are not of the same person."""
    if person == other:
        raise Http404
    kept, lost = _found(person), _found(other)
    pair = pair_of(kept, lost)
    sent = request.POST if request.method == "POST" else None
    if sent and pair and sent.get("apart"):
        return _decided(request, pair)
    form = MergeForm(kept, lost, sent)
    if form.is_valid():
        try:
            made = merge(
                kept=kept,
                lost=lost,
                versions=(form.cleaned_data["kept_version"], form.cleaned_data["lost_version"]),
                taken=form.taken,
                by=request.actor,
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            words = {"person": kept, "day": date_format(localdate(made.undo_until))}
            messages.success(
                request,
                gettext("The two records of %(person)s are one now. This can be undone until %(day)s.")
                % words,
            )
            return redirect("person", request.organization.slug, kept.pk)
        kept, lost = _found(person), _found(other)
    record_view(by=request.actor, page="person-merge", what=kept, about=kept.user)
    record_view(by=request.actor, page="person-merge", what=lost, about=lost.user)
    context = {
        "person": kept,
        "other": lost,
        "pair": pair,
        "apart": pair is not None and pair.state == PairState.APART,
        "why": in_words(pair.reasons) if pair else [],
        "form": form,
        "facts": list(_side_by_side(kept, lost)),
    }
    return render(request, "manage/duplicates/merge.html", context)


def _decided(request: OrganizationRequest, pair: Pair) -> HttpResponse:
    if request.POST["apart"] == "no":
        open_again(pair=pair, by=request.actor)
        messages.success(request, gettext("The two are to look at again."))
        return redirect("person-merge", request.organization.slug, pair.first_id, pair.second_id)
    set_apart(pair=pair, by=request.actor)
    messages.success(request, gettext("They are not the same person. Nobody is asked about the two again."))
    return redirect(reverse("duplicates", args=[request.organization.slug]) + OPEN)


def _side_by_side(one: Person, other: Person) -> Iterator[tuple[str, str, str]]:
    """Give what the two records say, as far as either says anything."""
    for name in FIELDS[Person]:
        values = [value_in_words(row, name) for row in (one, other)]
        if any(values):
            yield label(Person, name), values[0], values[1]
    yield (
        gettext("Here as"),
        *(  # type: ignore[misc] # two records, two values
            ", ".join(f"{kind.label} ({row.get_status_display()})" for kind, row in standings(person).items())  # type: ignore[attr-defined]
            for person in (one, other)
        ),
    )
    yield (
        gettext("Last changed"),
        date_format(localdate(one.changed_at)),
        date_format(localdate(other.changed_at)),
    )


def take_apart(request: OrganizationRequest, person: int, number: int) -> HttpResponse:
    """Ask before a merge is undone."""
    row = _found(person)
    made = next((one for one in merges_of(row) if one.pk == number), None)
    if made is None:
        raise Http404
    context: dict[str, Any] = {"person": row, "merge": made, "refusal": ""}
    if request.method == "POST":
        try:
            return _undone(request, made)
        except Refused as refusal:
            context["refusal"] = str(refusal)
    return render(request, "manage/duplicates/undo.html", context)


def _undone(request: OrganizationRequest, made: Merge) -> HttpResponse:
    undo(merge=made, by=request.actor)
    messages.success(request, gettext("The two records are as they were before."))
    return redirect("person-merge", request.organization.slug, made.person_id, made.number)


def _found(pk: int) -> Person:
    row = found_person(pk)
    if row is None:
        raise Http404
    return row
