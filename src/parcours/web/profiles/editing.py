"""Changing one section of a profile: the same for staff, for a person with an account, and for one with a link."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcours.accounts.actors import Actor
from parcours.core.refusals import NotAllowed
from parcours.engine.occupations.suggestions import Outcome, Suggestion, Suggestions
from parcours.people.actions.profile import Part, remove_part
from parcours.people.documents.queries import has_readable_cv
from parcours.people.documents.titles import suggested_titles
from parcours.people.models import OccupationHeld, Person
from parcours.people.occupations import offered, suggest
from parcours.people.policies import can_change
from parcours.people.words import reader
from parcours.reference.noc import load_taxonomy
from parcours.web.numbers import row_numbers
from parcours.web.profiles.facts import shown
from parcours.web.profiles.forms import ConfirmForm, PartForm, SectionForm
from parcours.web.profiles.sections import Section

_VERY_LIKELY, _LIKELY = 0.8, 0.4
_LONGEST_TITLE = 150

_SAID: dict[Outcome, str | Promise] = {
    Outcome.SURE: gettext_lazy("The first one is very likely. A look is enough."),
    Outcome.CHOOSE: gettext_lazy("We are not sure. You know best: choose one."),
    Outcome.CODE: gettext_lazy("These words are a code already."),
    Outcome.EMPLOYER_ONLY: gettext_lazy("This looks like an employer. Write what you do there."),
    Outcome.NO_OCCUPATION: gettext_lazy("This does not look like an occupation. Write it in other words."),
}
_NOT_KNOWN = gettext_lazy(
    "We know no code for these words. Write them in another way, or leave it: somebody will look."
)


@dataclass(frozen=True, slots=True)
class Editing:
    """One section, edited by ``by``. ``here`` is its address, ``onward`` where saving leads; ``saved`` is told."""

    person: Person
    section: Section
    by: Actor
    here: str
    onward: str
    saved: Callable[[], None] = lambda: None

    def answer(self, request: HttpRequest) -> tuple[HttpResponse | None, dict[str, Any]]:
        """Return where to go after what was sent, or None with what the page shows."""
        if not can_change(self.by, self.person):
            raise NotAllowed(_("This is somebody else’s profile."))
        if self.section.parts is None:
            return self._fields(request)
        if self.section.parts is OccupationHeld and request.GET.get("confirm"):
            return self._confirm(request, self._part(request.GET["confirm"]))
        return self._parts(request)

    def _fields(self, request: HttpRequest) -> tuple[HttpResponse | None, dict[str, Any]]:
        form = SectionForm(self.section, self.person, self.by, sent(request))
        if request.method == "POST" and form.is_valid() and form.save():
            return self._go_on(), {}
        return None, {"form": form, **self._context()}

    def _parts(self, request: HttpRequest) -> tuple[HttpResponse | None, dict[str, Any]]:
        if request.method == "POST" and request.POST.get("remove"):
            remove_part(part=self._part(request.POST["remove"]), by=self.by)
            return redirect(self.here), {}
        chosen = request.GET.get("part")
        title = request.GET.get("title", "")[:_LONGEST_TITLE] if request.method == "GET" else ""
        part = self._part(chosen) if chosen else self._new(title)
        form = PartForm(part, self.by, sent(request))
        if request.method == "POST":
            goes_on = "more" not in request.POST
            if goes_on and not chosen and not form.has_changed():
                return self._go_on(), {}
            if form.is_valid() and form.save():
                return self._after(form.part, goes_on=goes_on), {}
        return None, {"form": form, "part": part if chosen else None, **self._context(), **self._cv(request)}

    def _cv(self, request: HttpRequest) -> dict[str, Any]:
        """Return whether a CV could help with occupations, and the titles in it where they are asked for."""
        if self.section.parts is not OccupationHeld or not has_readable_cv(self.person):
            return {}
        asked = bool(request.GET.get("cv"))
        return {"has_cv": True, "titles": suggested_titles(self.person, reader()) if asked else None}

    def _confirm(self, request: HttpRequest, part: Part) -> tuple[HttpResponse | None, dict[str, Any]]:
        assert isinstance(part, OccupationHeld)  # noqa: S101 - of the section of occupations
        said = suggest(part.title, part.title_language)
        found = offered(said)
        form = ConfirmForm(part, self.by, [option(one) for one in found], said, sent(request))
        if request.method == "POST" and form.is_valid() and form.save():
            goes_on = request.GET.get("then") == "onward"
            return (self._go_on() if goes_on else redirect(self.here)), {}
        context = {"confirm": form, "occupation": part, "said": in_a_sentence(said), "found": found}
        return None, {**context, **self._context()}

    def _after(self, part: Part, *, goes_on: bool) -> HttpResponse:
        """An occupation whose code nobody has decided about comes first; then further, or here again."""
        self.saved()
        if isinstance(part, OccupationHeld) and not part.decision:
            then = "&then=onward" if goes_on else ""
            return redirect(f"{self.here}?confirm={part.pk}{then}")
        return redirect(self.onward if goes_on else self.here)

    def _go_on(self) -> HttpResponse:
        self.saved()
        return redirect(self.onward)

    def _new(self, title: str = "") -> Part:
        """Return a part that is not there yet; an occupation with the ``title`` that was chosen from a CV."""
        assert self.section.parts is not None  # noqa: S101 - asked for sections of parts only
        new = self.section.parts(person=self.person, organization=self.person.organization)
        if isinstance(new, OccupationHeld):
            new.title_language = reader()
            new.title = title
        return new

    def _part(self, number: str) -> Part:
        """Return this person's part of that number, or 404."""
        assert self.section.parts is not None  # noqa: S101 - asked for sections of parts only
        found = self.section.parts.objects.filter(person=self.person, pk__in=row_numbers([number])).first()
        if found is None:
            raise Http404
        return found

    def _context(self) -> dict[str, Any]:
        return {
            "person": self.person,
            "section": self.section,
            "shown": shown(self.section, self.person),
            "here_address": self.here,
            "onward": self.onward,
        }


def sent(request: HttpRequest) -> Any:  # noqa: ANN401 - as the framework types it
    """Return what was posted, or None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def option(one: Suggestion) -> tuple[str, str]:
    """Return a suggestion as a choice: its code; and its title, how likely it is, and what speaks for it."""
    title = load_taxonomy().title(one.code, reader())
    if one.confidence >= _VERY_LIKELY:
        likely = _("very likely")
    elif one.confidence >= _LIKELY:
        likely = _("likely")
    else:
        likely = _("possible")
    words = {"code": one.code, "title": title, "likely": likely, "like": "; ".join(one.evidence)}
    if one.evidence:
        return one.code, _("%(title)s (%(code)s): %(likely)s, because it is like %(like)s") % words
    return one.code, _("%(title)s (%(code)s): %(likely)s") % words


def in_a_sentence(said: Suggestions | None) -> str:
    """Return how sure the suggestions are, in a sentence."""
    return str(_SAID.get(said.outcome, _NOT_KNOWN) if said else _NOT_KNOWN)
