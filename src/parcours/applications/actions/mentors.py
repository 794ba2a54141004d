"""Which mentors take part in a cohort, and for how many people each has room."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import SignedLink
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.models import MentorPlace
from parcours.applications.policies import check_answer
from parcours.applications.queries import asked_of
from parcours.applications.room import check_enough, hold, last_change
from parcours.applications.states import PLACE
from parcours.applications.telling import send_invitation
from parcours.core import transitions
from parcours.core.refusals import NotAllowed, Refused, Stale
from parcours.core.versions import change, claim
from parcours.people.kinds import FACTS, Kind
from parcours.people.models import Mentor, Person
from parcours.people.policies import is_oneself
from parcours.programs.models import Cohort

_SCREEN = next(way for way in FACTS[Kind.MENTOR].ways if way.name == "screen")


@transaction.atomic
def invite_mentor(*, cohort: Cohort, mentor: Mentor, by: Actor, places: int = 1) -> MentorPlace:
    """Ask the mentor to take part in the cohort, with room for ``places``. Raises NotAllowed, Refused."""
    check(by, Permission.MANAGE_PEOPLE)
    place, is_new = _place(cohort, mentor, places, by)
    if not is_new:
        _go(place, "invite", by)
        _set(place, places, by)
    send_invitation(place, by)
    return place


@transaction.atomic
def take_mentor(*, cohort: Cohort, mentor: Mentor, by: Actor, places: int = 1) -> MentorPlace:
    """Note that the mentor takes part, as they told staff. Raises NotAllowed, Refused for more than they take."""
    check(by, Permission.MANAGE_PEOPLE)
    place, _is_new = _place(cohort, mentor, places, by)
    if place.status != "agreed":
        _go(place, "agree", by)
        _begin_screening(place, by)
    _set(place, places, by)
    return place


@transaction.atomic
def agree(*, place: MentorPlace, by: Actor) -> None:
    """Agree to take part, as the mentor. Raises NotAllowed, and Stale where that is settled."""
    check_answer(by, place)
    _go(place, "agree", by)
    _begin_screening(place, by)


@transaction.atomic
def decline_place(*, place: MentorPlace, by: Actor) -> None:
    """Say that one does not take part this time, as the mentor. Raises NotAllowed, Stale."""
    check_answer(by, place)
    _go(place, "decline", by)


@transaction.atomic
def release_mentor(*, place: MentorPlace, by: Actor) -> None:
    """Note that the mentor no longer takes part. Raises NotAllowed, Refused while they have a mentee here, Stale."""
    check(by, Permission.MANAGE_PEOPLE)
    hold(place)
    check_enough(place, 0)
    _go(place, "withdraw", by)


@transaction.atomic
def change_places(*, place: MentorPlace, version: int, places: int, by: Actor) -> None:
    """Change for how many people the mentor has room here, not below how many they have already.

    Raises NotAllowed, ValidationError, Refused, and Stale where somebody else was faster, and says who.
    """
    check(by, Permission.MANAGE_PEOPLE)
    _check_room(place.mentor, places)
    hold(place)
    check_enough(place, places)
    try:
        changed = change(place, version=version, places=places)
    except Stale as late:
        raise Stale(last_change(place) or str(late)) from late
    if changed:
        record(by=by, verb="mentor_place.changed", what=place, about=place.mentor.person.user, places=places)


@transaction.atomic
def send_link_again(*, person: Person, link: SignedLink, by: Actor) -> None:
    """Send a new link in place of one that is too old, as whoever holds it asks; to the address on file only.

    Raises NotAllowed for anybody but the person, and Refused where the link was withdrawn or still works, or where
    nothing is asked any more.
    """
    if not is_oneself(by, person):
        raise NotAllowed(_("Only the person whose link this was can ask for another one."))
    if link.revoked_at is not None or link.works:
        raise Refused(_("This link was withdrawn. Ask the organization that sent it."))
    asked = asked_of(person)
    if not asked:
        raise Refused(_("Nothing waits for your answer any more."))
    send_invitation(asked[0], by, again=True)


def _place(cohort: Cohort, mentor: Mentor, places: int, by: Actor) -> tuple[MentorPlace, bool]:
    _check_room(mentor, places)
    place, is_new = MentorPlace.objects.get_or_create(
        organization=by.here, cohort=cohort, mentor=mentor, defaults={"places": places}
    )
    if is_new:
        record(by=by, verb="mentor_place.invited", what=place, about=mentor.person.user, places=places)
    return place, is_new


def _set(place: MentorPlace, places: int, by: Actor) -> None:
    if place.places != places:
        change_places(place=place, version=place.version, places=places, by=by)


def _check_room(mentor: Mentor, places: int) -> None:
    if not 1 <= places <= mentor.capacity:
        raise Refused(
            ngettext(
                "%(mentor)s takes %(most)s person at most, as their profile says.",
                "%(mentor)s takes %(most)s people at most, as their profile says.",
                mentor.capacity,
            )
            % {"mentor": mentor, "most": mentor.capacity}
        )


def _go(place: MentorPlace, way: str, by: Actor) -> None:
    transition, before = PLACE[way], place.status
    claim(place, place.version)
    transitions.move(place, transition, since=timezone.now())
    record(
        by=by,
        verb=transition.verb,
        what=place,
        about=place.mentor.person.user,
        way=way,
        before=before,
        after=transition.target,
    )


def _begin_screening(place: MentorPlace, by: Actor) -> None:
    """Begin the screening of a mentor who has only offered to help so far."""
    mentor = place.mentor
    if mentor.status in _SCREEN.sources:
        before = mentor.status
        transitions.move(mentor, _SCREEN, status_since=timezone.now())
        record(
            by=by,
            verb=_SCREEN.verb,
            what=mentor,
            about=mentor.person.user,
            way=_SCREEN.name,
            before=before,
            after=_SCREEN.target,
        )
