"""Everything that moves a pair from one status to another, and what the letters about it must say together.

The drill does two of these at the same moment, and a test one after the other with stale pages: whatever is done, the
pair stands in one way, and each of the two has read a story that ends there.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from parcours.accounts.actors import Actor, Via
from parcours.applications.actions.deciding import withdraw
from parcours.applications.actions.mentors import change_places, release_mentor
from parcours.applications.models import Application, MentorPlace
from parcours.engagements.actions.answering import accept, decline
from parcours.engagements.actions.asking import ask_again, publish
from parcours.engagements.actions.cancelling import cancel_cohort
from parcours.engagements.actions.choosing import choose, take_back
from parcours.engagements.actions.course import begin, take
from parcours.engagements.actions.ending import end
from parcours.engagements.keeping_time import keep_time_across
from parcours.engagements.models import Mentorship
from parcours.outcomes.actions.closing import leave
from parcours.people.models import Mentor, Participant, Person
from parcours.people.policies import subject_of
from parcours.programs.models import Cohort


@dataclass(frozen=True, slots=True)
class Scene:
    """A pair in a cohort; beside it a mentee and a mentor who have nobody; and who of staff acts."""

    cohort: Cohort
    pair: Mentorship
    rival: Participant
    other: Mentor
    staff: Actor

    @property
    def mentor(self) -> Person:
        """The mentor of the pair."""
        return self.pair.mentor.person

    @property
    def mentee(self) -> Person:
        """The mentee of the pair."""
        return self.pair.participant.person

    def by_link(self, who: Person) -> Actor:
        """Return somebody who acts by a link about themselves."""
        return Actor(who.organization, via=Via.LINK, subject=subject_of(who))


type Way = Callable[[Scene, Mentorship], object]


def _application(scene: Scene) -> Application:
    rows = Application.objects.select_related("cohort__program", "participant__person__user", "organization")
    return rows.get(cohort=scene.cohort, participant=scene.pair.participant_id)


def _place(scene: Scene) -> MentorPlace:
    rows = MentorPlace.objects.select_related("mentor__person__user", "cohort__program")
    return rows.get(cohort=scene.cohort, mentor=scene.pair.mentor_id)


def _replace(scene: Scene, pair: Mentorship, participant: Participant, mentor: Mentor) -> Mentorship:
    return choose(
        cohort=scene.cohort,
        participant=participant,
        mentor=mentor,
        chosen_as="fixed",
        by=scene.staff,
        seen=[pair.pk],
        instead_of=[pair.pk],
    )


WAYS: Mapping[str, Way] = {
    "staff send it": lambda scene, pair: publish(mentorships=[pair], by=scene.staff),
    "the mentor agrees": lambda scene, pair: accept(mentorship=pair, by=scene.by_link(scene.mentor)),
    "the mentor declines": lambda scene, pair: decline(
        mentorship=pair, reason="no_time", by=scene.by_link(scene.mentor)
    ),
    "the mentee agrees": lambda scene, pair: accept(mentorship=pair, by=scene.by_link(scene.mentee)),
    "the mentee declines": lambda scene, pair: decline(
        mentorship=pair, reason="times", by=scene.by_link(scene.mentee)
    ),
    "staff take it back": lambda scene, pair: take_back(mentorship=pair, by=scene.staff),
    "staff give the mentor to another": lambda scene, pair: _replace(scene, pair, scene.rival, pair.mentor),
    "staff give the mentee another": lambda scene, pair: _replace(scene, pair, pair.participant, scene.other),
    "staff ask again": lambda scene, pair: ask_again(mentorship=pair, by=scene.staff),
    "the last day comes": lambda _scene, _pair: keep_time_across(),
    "the mentee withdraws": lambda scene, _pair: withdraw(
        application=_application(scene), by=scene.by_link(scene.mentee)
    ),
    "staff note a withdrawal": lambda scene, _pair: withdraw(application=_application(scene), by=scene.staff),
    "the mentor leaves the cohort": lambda scene, _pair: release_mentor(place=_place(scene), by=scene.staff),
    "staff raise the places": lambda scene, _pair: change_places(
        place=_place(scene), version=_place(scene).version, places=2, by=scene.staff
    ),
    "the cohort is cancelled": lambda scene, _pair: cancel_cohort(
        cohort=Cohort.objects.select_related("program", "organization").get(pk=scene.cohort.pk),
        by=scene.staff,
    ),
    "staff note the first meeting": lambda scene, pair: begin(
        mentorship=pair, on=timezone.localdate(), by=scene.staff
    ),
    "staff pause it": lambda scene, pair: take(mentorship=pair, way="pause", by=scene.staff),
    "staff end it": lambda scene, pair: end(mentorship=pair, reason="found_work", by=scene.staff),
    "the mentor ends it": lambda scene, pair: leave(
        mentorship=pair, reason="no_contact", by=scene.by_link(scene.mentor)
    ),
    "the mentee ends it": lambda scene, pair: leave(
        mentorship=pair, reason="poor_fit", by=scene.by_link(scene.mentee)
    ),
}
"""What can be done, by staff, by the two, and by the clock; each to the pair as a page showed it."""

_BESIDE = ("staff note a withdrawal", "the cohort is cancelled", "the mentor leaves the cohort")
_REPLACED = ("staff take it back", "staff give the mentor to another", "staff give the mentee another")
_ASKED = (*_REPLACED, *_BESIDE, "staff ask again", "the last day comes", "the mentee withdraws")
_ENDED = ("staff end it", "the mentor ends it", "the mentee ends it", *_BESIDE)

FROM: Mapping[str, Sequence[str]] = {
    "draft": ("staff send it", *_REPLACED, *_BESIDE, "the mentee withdraws", "staff raise the places"),
    "proposed": ("the mentor agrees", "the mentor declines", *_ASKED),
    "mentor_accepted": (
        "the mentor agrees",
        "the mentor declines",
        "the mentee agrees",
        "the mentee declines",
        *_ASKED,
    ),
    "mentee_accepted": ("staff note the first meeting", *_ENDED),
    "active": ("staff pause it", *_ENDED),
}
"""By status, what may begin there."""


def bring_to(scene: Scene, status: str) -> None:
    """Bring the pair, a draft, to a status on its way; what is asked is to be answered by today."""
    steps = {
        "proposed": "staff send it",
        "mentor_accepted": "the mentor agrees",
        "mentee_accepted": "the mentee agrees",
        "active": "staff note the first meeting",
    }
    reached = "draft"
    for target, way in steps.items():
        if reached == status:
            break
        WAYS[way](scene, found(scene.pair))
        reached = target
    Mentorship.objects.filter(pk=scene.pair.pk, answer_by__isnull=False).update(
        answer_by=timezone.localdate() - dt.timedelta(days=1)
    )


def found(pair: Mentorship) -> Mentorship:
    """Return the pair as it stands now, as a page would show it."""
    rows = Mentorship.objects.select_related(
        "participant__person__user", "mentor__person__user", "cohort__program", "organization"
    )
    return rows.get(pk=pair.pk)


_TOGETHER = {"mentee_accepted", "active", "at_risk", "paused"}

_ENDS: Mapping[str, str] = {
    "the mentor declines": "mentor",
    "the mentee declines": "mentee",
    "staff take it back": "",
    "staff give the mentor to another": "",
    "staff give the mentee another": "",
    "staff end it": "",
    "the mentor ends it": "mentor",
    "the mentee ends it": "mentee",
    "the mentee withdraws": "mentee",
    "staff note a withdrawal": "",
    "the cohort is cancelled": "",
}
"""What ends a pair, with whoever knows it then by themselves. Of two that were done the upper one ended it."""


def fault(pair: Mentorship, side: str, letters: Sequence[str], done: Sequence[str]) -> str:
    """Return what is wrong with the letters that one of the two got, in their order; nothing where nothing is.

    ``done`` are the ways that were taken. Who ended it themselves is not told so; where the cohort is cancelled, its
    own letter says more.
    """
    asks = f"match.{side}_asked"
    story = [one for one in letters if one.startswith(("match.", "closing."))]
    settled = [one for one in story if one not in (asks, "match.reminder")]
    if settled != (wanted := _wanted(pair, side, asks in story, done)):
        return f"the {side} got {story}, and should have been told {wanted}: the pair is {pair.status}"
    if settled and story[-len(settled) :] != settled:
        return f"the {side} is asked after it was settled: {story}"
    if story.count(asks) > 1 + done.count("staff ask again"):
        return f"the {side} is asked twice: {story}"
    if twice := [key for key, n in Counter(letters).items() if n > 1 and key not in (asks, "match.reminder")]:
        return f"the {side} is told twice: {twice}"
    asked = {"mentor": {"proposed", "mentor_accepted"}, "mentee": {"mentor_accepted"}}[side]
    if (pair.status in asked or pair.agreed_on) and asks not in story:
        return f"the {side} was never asked: {story}"
    if story and pair.status == "proposed" and side == "mentee":
        return f"the mentee hears of it before the mentor agreed: {story}"
    return ""


def _wanted(pair: Mentorship, side: str, was_asked: bool, done: Sequence[str]) -> list[str]:  # noqa: FBT001
    """Return what one of the two must have been told beside being asked."""
    by = next((way for way in _ENDS if way in done), "")
    knows = _ENDS.get(by) == side
    if pair.agreed_on:
        return ["match.agreed"] + ["closing.ended"] * (pair.status not in _TOGETHER and not knows)
    is_over = pair.status in {"declined", "withdrawn"} and by != "the cohort is cancelled"
    return ["match.off"] * (is_over and was_asked and not knows)
