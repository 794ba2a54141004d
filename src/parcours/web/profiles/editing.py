"""Changing one section of a profile: the same for staff, for a person with an account, and for one with a link."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.core.refusals import NotAllowed
from parcours.people.actions.profile import Part, remove_part
from parcours.people.documents.queries import has_readable_cv
from parcours.people.documents.titles import suggested_titles
from parcours.people.models import OccupationHeld, Person
from parcours.people.policies import can_change
from parcours.people.queries import person as found_person
from parcours.people.words import reader
from parcours.web.editing import Editing
from parcours.web.numbers import row_numbers
from parcours.web.profiles.facts import shown
from parcours.web.profiles.forms import ConfirmForm, PartForm, SectionForm
from parcours.web.profiles.sections import Section
from parcours.web.profiles.seen import changed_by
from parcours.web.profiles.suggested import in_a_sentence

_LONGEST_TITLE = 150


@dataclass(frozen=True, slots=True)
class SectionEditing:
    """One section, edited by ``by``. ``here`` is its address, ``onward`` where saving leads; ``saved`` is told.

    What is on file is edited as everything is that others may edit too: whoever saves second sees both values.
    """

    person: Person
    section: Section
    by: Actor
    here: str
    onward: str
    saved: Callable[[], None] = lambda: None

    def answer(self, request: HttpRequest, template: str, **frame: Any) -> HttpResponse:
        """Save what was sent and go on, or show the page, in whose template also ``frame`` is known."""
        if not can_change(self.by, self.person):
            raise NotAllowed(_("This is somebody else’s profile."))
        if self.section.parts is None:
            return self._fields(request, template, frame)
        if request.method == "POST" and request.POST.get("remove"):
            remove_part(part=self._part(request.POST["remove"]), by=self.by)
            return redirect(self.here)
        if self.section.parts is OccupationHeld and request.GET.get("confirm"):
            return self._confirm(request, template, frame)
        if request.GET.get("part"):
            return self._change(request, template, frame)
        return self._add(request, template, frame)

    def _fields(self, request: HttpRequest, template: str, frame: Mapping[str, Any]) -> HttpResponse:
        editing = Editing(
            request,
            self._person,
            lambda person, *sent: SectionForm(self.section, person, self.by, *sent),
            who=lambda person: changed_by(*(row for row, _names in self.section.rows(person))),
        )
        if editing.saved(lambda given: editing.form.save(**given), self._refused_at):
            return self._go_on()
        return editing.page(template, **self._context(), **frame)

    @property
    def _refused_at(self) -> str | None:
        return "email" if any("email" in names for _of, names in self.section.fields) else None

    def _change(self, request: HttpRequest, template: str, frame: Mapping[str, Any]) -> HttpResponse:
        editing = Editing(
            request,
            lambda: self._part(request.GET["part"]),
            lambda part, *sent: PartForm(part, self.by, *sent),
            who=changed_by,
        )
        if editing.saved(lambda given: editing.form.save(**given)):
            return self._after(editing.row, goes_on=True)
        return editing.page(template, part=editing.row, **self._context(), **frame)

    def _add(self, request: HttpRequest, template: str, frame: Mapping[str, Any]) -> HttpResponse:
        title = request.GET.get("title", "")[:_LONGEST_TITLE] if request.method == "GET" else ""
        form = PartForm(self._new(title), self.by, sent(request))
        if request.method == "POST":
            goes_on = "more" not in request.POST
            if goes_on and not form.has_changed():
                return self._go_on()
            if form.is_valid() and form.added():
                return self._after(form.part, goes_on=goes_on)
        return render(request, template, {"form": form, **self._context(), **self._cv(request), **frame})

    def _cv(self, request: HttpRequest) -> dict[str, Any]:
        """Return whether a CV could help with occupations, and the titles in it where they are asked for."""
        if self.section.parts is not OccupationHeld or not has_readable_cv(self.person):
            return {}
        asked = bool(request.GET.get("cv"))
        return {"has_cv": True, "titles": suggested_titles(self.person, reader()) if asked else None}

    def _confirm(self, request: HttpRequest, template: str, frame: Mapping[str, Any]) -> HttpResponse:
        editing = Editing(
            request,
            lambda: self._occupation(request.GET["confirm"]),
            lambda row, *sent: ConfirmForm(row, self.by, *sent),
            who=changed_by,
        )
        if editing.saved(lambda given: editing.form.save(**given), "code"):
            return self._go_on() if request.GET.get("then") == "onward" else redirect(self.here)
        context = {"occupation": editing.row, "said": in_a_sentence(editing.form.said)}
        return editing.page(template, **context, **self._context(), **frame)

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

    def _occupation(self, number: str) -> OccupationHeld:
        part = self._part(number)
        assert isinstance(part, OccupationHeld)  # noqa: S101 - of the section of occupations
        return part

    def _person(self) -> Person:
        """Return the person as they are on file at this moment, or 404."""
        found = found_person(self.person.pk)
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
