"""Answering a proposed match: for a member signed in as for whoever came by a link. Each sees what they may."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.engagements.actions.answering import accept, decline
from parcours.engagements.lists import DECLINE_REASON, TOGETHER
from parcours.engagements.models import Mentorship
from parcours.engagements.policies import side_of
from parcours.people.lists import MEETING, TIMES, TOPICS
from parcours.people.models import LanguageSkill, OccupationHeld, Person
from parcours.reference.languages import language_name
from parcours.web.forms import Form

type Facts = list[tuple[str, str]]


class DeclineForm(Form):
    """Why somebody says no."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why not?"), choices=DECLINE_REASON.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Something to add"),
        help_text=gettext_lazy("For the organization’s staff only."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def answer(request: HttpRequest, template: str, mentorship: Mentorship, by: Actor) -> HttpResponse:
    """Show the match to one of the two, or take their answer."""
    form = DeclineForm(request.POST if "decline" in request.POST else None)
    if request.method == "POST" and "accept" in request.POST:
        accept(mentorship=mentorship, by=by)
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        decline(
            mentorship=mentorship,
            reason=form.cleaned_data["reason"],
            words=form.cleaned_data["words"],
            by=by,
        )
        return redirect(request.path)
    return render(request, template, shown(mentorship, by) | {"form": form})


def shown(mentorship: Mentorship, by: Actor) -> dict[str, Any]:
    """Return what one of the two sees: before both agreed no family name and no address of the other."""
    side = side_of(by, mentorship)
    mentor, mentee = mentorship.mentor.person, mentorship.participant.person
    other, oneself = (mentee, mentor) if side == "mentor" else (mentor, mentee)
    is_agreed = mentorship.status in TOGETHER
    return {
        "mentorship": mentorship,
        "sender": mentorship.organization,
        "side": side,
        "other": other,
        "is_agreed": is_agreed,
        "waits_for_you": mentorship.status == ("proposed" if side == "mentor" else "mentor_accepted"),
        "may_decline": mentorship.status
        in ({"proposed", "mentor_accepted"} if side == "mentor" else {"mentor_accepted"}),
        "is_over": mentorship.status in {"declined", "withdrawn", "completed", "ended_early"},
        "about_other": facts_about(other, mentorship, "mentee" if side == "mentor" else "mentor"),
        "about_you": facts_about(oneself, mentorship, side),
    }


@dataclass(frozen=True, slots=True)
class OnFile:
    """The occupations and languages of people, by the number of the person."""

    occupations: Mapping[int, Sequence[OccupationHeld]]
    languages: Mapping[int, Sequence[LanguageSkill]]


def on_file(people: Iterable[Person]) -> OnFile:
    """Return what is on file about these people, however many, in two queries."""
    numbers = {person.pk for person in people}
    occupations, languages = defaultdict(list), defaultdict(list)
    for held in OccupationHeld.objects.filter(person__in=numbers):
        occupations[held.person_id].append(held)
    for skill in LanguageSkill.objects.filter(person__in=numbers):
        languages[skill.person_id].append(skill)
    return OnFile(occupations, languages)


def facts_about(person: Person, mentorship: Mentorship, side: str, known: OnFile | None = None) -> Facts:
    """Return what the other one may read about ``person`` before both agreed, as label and words."""
    facts = _facts(person, mentorship, side, known or on_file([person]))
    return [(str(label), words) for label, words in facts if words]


def _facts(person: Person, mentorship: Mentorship, side: str, known: OnFile) -> Iterator[tuple[str, str]]:
    is_mentor = side == "mentor"
    yield _("Name"), person.name_used
    yield _("Occupation"), ", ".join(_occupations(person, known, "present" if is_mentor else "target"))
    if is_mentor:
        yield _("Employer"), ", ".join(filter(None, (person.job_title, person.employer)))
    if person.years_experience is not None:
        yield _("Years of experience"), number_format(person.years_experience.normalize(), use_l10n=True)
    if is_mentor:
        yield _("Offers help with"), _listed(TOPICS.labels(mentorship.mentor.offers))
    else:
        yield _("Would like help with"), _listed(TOPICS.labels(mentorship.participant.goals))
    yield _("Languages"), _listed(_languages(person, known))
    yield _("City"), person.city
    yield _("Ways of meeting"), _listed(MEETING.labels(person.meeting))
    yield _("Times of the week"), _listed(TIMES.labels(person.availability))


def _occupations(person: Person, known: OnFile, kind: str) -> list[str]:
    held = known.occupations.get(person.pk, ())
    wanted = [one for one in held if one.kind == kind] or [one for one in held if one.kind == "before"]
    return [one.title for one in wanted]


def _languages(person: Person, known: OnFile) -> list[str]:
    code = (get_language() or "en")[:2]
    found = []
    for skill in known.languages.get(person.pk, ()):
        name = language_name(skill.language, code)
        found.append(f"{name} ({skill.scale}\N{NO-BREAK SPACE}{skill.lowest})" if skill.lowest else name)
    return found


def _listed(words: list[str]) -> str:
    return capfirst(", ".join(words))
