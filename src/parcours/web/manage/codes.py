"""Occupations that nobody has coded: the suggested codes of many are confirmed at once, after a look at each."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.exports import note_export
from parcours.accounts.audit import record_view
from parcours.people.actions.occupations import decide_occupation
from parcours.people.lists import OCCUPATION_KIND
from parcours.people.models import OccupationHeld
from parcours.people.occupations import first_suggested, suggest
from parcours.people.queries import occupations_to_confirm
from parcours.people.words import reader
from parcours.reference.noc import load_taxonomy
from parcours.web.list_rows import Column
from parcours.web.lists import Choice, List
from parcours.web.manage.applications import done_for
from parcours.web.numbers import row_numbers
from parcours.web.pages import OrganizationRequest
from parcours.web.profiles.seen import as_seen, check_seen
from parcours.web.profiles.suggested import likelihood

_MOST = 500
_SAID = 10


def _address(row: OccupationHeld) -> str:
    there = reverse("person-section", args=[row.organization.slug, row.person_id, "occupations"])
    return f"{there}?confirm={row.pk}"


def _code(row: OccupationHeld) -> str:
    found = first_suggested(row)
    return f"{found[0]} {load_taxonomy().title(found[0], reader())}" if found else ""


def _likelihood(row: OccupationHeld) -> str:
    found = first_suggested(row)
    return likelihood(found[1]) if found else ""


CODES = List(
    name=_("Occupation codes to confirm"),
    columns=(
        Column(
            "title",
            _("In their words"),
            lambda row: row.title,
            order=("title", "pk"),
            head=True,
            link=_address,
            lang=lambda row: row.title_language,
        ),
        Column("name", _("Name"), lambda row: row.person.full_name, order=("person__called", "pk")),
        Column("kind", _("When"), lambda row: row.get_kind_display(), order=("kind", "title", "pk")),
        Column("code", _("Suggested code"), _code, order=("suggested_noc", "pk")),
        Column("likely", _("How likely"), _likelihood, order=("suggested_confidence", "pk")),
    ),
    sort="title",
    filters=(
        Choice("kind", _("When"), OCCUPATION_KIND.choices, "kind"),
        Choice(
            "likely",
            _("How likely"),
            (("sure", _("Very likely")), ("unsure", _("Less likely, or not known"))),
            lambda value: (
                Q(suggested_confidence__gte=0.8)
                if value == "sure"
                else Q(suggested_confidence__lt=0.8) | Q(suggested_confidence=None)
            ),
        ),
    ),
    search=("title",),
    page_size=100,
)


def index(request: OrganizationRequest) -> HttpResponse:
    """The occupations without a confirmed code, each with the likeliest one."""
    rows = occupations_to_confirm().select_related("person", "organization")
    shown = CODES.read(request, rows, selectable=lambda row: first_suggested(row) is not None)
    file = shown.file()
    if file:
        note_export(of="codes", kind=shown.file_asked, rows=shown.count, by=request.actor)
        return file
    record_view(by=request.actor, page="codes")
    return render(request, "manage/people/codes.html", {"list": shown})


def confirm(request: OrganizationRequest) -> HttpResponse:
    """Show which codes would be confirmed for those ticked, then confirm what was shown, each by itself."""
    sent = request.POST if request.method == "POST" else request.GET
    numbers = row_numbers(sent.getlist("selected"))[:_MOST]
    rows = list(occupations_to_confirm().filter(pk__in=numbers).order_by("title", "pk"))
    if not rows:
        messages.info(request, gettext("Choose at least one occupation that waits for its code."))
        return redirect("codes", request.organization.slug)
    if request.method == "POST":
        _confirm_each(request, rows)
        return redirect("codes", request.organization.slug)
    lines = [
        {
            "row": row,
            "code": found[0],
            "title": _code(row),
            "likely": likelihood(found[1]),
            "seen": _seen(row),
        }
        for row in rows
        if (found := first_suggested(row))
    ]
    return render(request, "manage/people/codes_confirm.html", {"lines": lines})


def _seen(row: OccupationHeld) -> int:
    return as_seen((row, ("title", "title_language", "noc", "decision")))


def _confirm_each(request: OrganizationRequest, rows: list[OccupationHeld]) -> None:
    shown = {pk: (version, code) for pk, version, code in map(_as_shown, request.POST.getlist("shown"))}

    def act(row: Any) -> None:  # noqa: ANN401 - of a list of these
        version, code = shown.get(str(row.pk), (0, ""))
        check_seen(version, _seen(row))
        said = suggest(row.title, row.title_language)
        decide_occupation(occupation=row, noc=code, said=said, by=request.actor)

    done, refused = done_for(rows, act)
    if done:
        words = ngettext("%(n)s code is confirmed.", "%(n)s codes are confirmed.", done)
        messages.success(request, words % {"n": done})
    for sentence in refused[:_SAID]:
        messages.warning(request, sentence)


def _as_shown(text: str) -> tuple[str, int, str]:
    """Return the number of an occupation, what it was like, and its code, as the page before wrote them."""
    pk, version, code = [*text.split(":", 2), "", ""][:3]
    return pk, next(iter(row_numbers([version])), 0) if code else 0, code
