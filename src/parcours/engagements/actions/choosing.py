"""Choosing a pair, by a person. Nobody is told of it until it is sent (`asking`)."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.models import Application, MentorPlace
from parcours.applications.room import last_change
from parcours.applications.screening import unscreened
from parcours.core.refusals import Refused, Stale
from parcours.engagements.actions.moving import go, hold
from parcours.engagements.actions.telling import tell_it_is_off
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import live_of, mentorships
from parcours.people.models import Mentor, Participant, Person
from parcours.programs.models import Cohort


@transaction.atomic
def choose(
    *,
    cohort: Cohort,
    participant: Participant,
    mentor: Mentor,
    chosen_as: str,
    by: Actor,
    seen: Collection[int],
    instead_of: Collection[int] = (),
    why: str = "",
    score: int | None = None,
) -> Mentorship:
    """Choose a pair, as somebody decided who saw the mentorships ``seen`` of these two in the cohort.

    Those of ``instead_of`` are taken back for it. Raises NotAllowed, Stale where somebody else chose for one of the two
    meanwhile, and says who, and Refused where no place is left or somebody does not take part.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    place = _hold(cohort, participant, mentor)
    now = live_of(cohort, participant, mentor)
    if {row.pk for row in now} != set(seen):
        raise Stale(_what_changed(cohort, participant, mentor, seen))
    given_up = [row for row in now if row.pk in instead_of]
    hold(*given_up)
    for row in given_up:
        take_back(mentorship=row, why=why, by=by)
    kept = [row for row in now if row.pk not in instead_of]
    _check_room(kept, participant, place)
    try:
        with transaction.atomic():
            made = Mentorship.objects.create(
                organization=by.here,
                cohort=cohort,
                participant=participant,
                mentor=mentor,
                chosen_as=chosen_as,
                score=score,
                decided_by=by.user,
            )
    except IntegrityError as twice:  # the mentee was given somebody else by whoever was a moment faster
        raise Stale(_what_changed(cohort, participant, mentor, seen)) from twice
    made.write("sealed_why", why)
    record(
        by=by,
        verb="mentorship.chosen",
        what=made,
        about=participant.person.user,
        cohort=cohort.pk,
        mentor=mentor.pk,
        chosen_as=chosen_as,
        instead_of=sorted(instead_of),
    )
    return made


@transaction.atomic
def take_back(*, mentorship: Mentorship, by: Actor, why: str = "") -> None:
    """Take back a pair that not both have agreed to; whoever was asked already is told.

    Raises NotAllowed, and Stale where it stands otherwise by now: both have agreed, or somebody has declined.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    call_off(mentorship, by, why)


def call_off(
    mentorship: Mentorship, by: Actor, why: str = "", *, but: Person | None = None, tells: bool = True
) -> None:
    """Take a pair back as `take_back` does, whoever is allowed to; ``but`` is who knows already.

    Where ``tells`` is False, a letter of the caller says more to both.
    """
    hold(mentorship)
    before = mentorship.status
    go(mentorship, "withdraw", answer_by=None, decided_by=by.user)
    mentorship.write("sealed_end", why)
    record(
        by=by,
        verb="mentorship.withdrawn",
        what=mentorship,
        about=mentorship.participant.person.user,
        before=before,
    )
    if tells:
        tell_it_is_off(mentorship, before, but=but)


def _hold(cohort: Cohort, participant: Participant, mentor: Mentor) -> MentorPlace:
    """Return the mentor’s part in the cohort, and let nobody else choose for the mentor until the transaction ends."""
    place = MentorPlace.objects.select_for_update().filter(cohort=cohort, mentor=mentor).first()
    if place is None or place.status != "agreed":
        raise Refused(_("%(mentor)s does not take part in this cohort.") % {"mentor": mentor})
    if unscreened(cohort.program, [mentor.pk]):
        raise Refused(
            _(
                "%(mentor)s is not screened yet, and this program matches screened mentors only. Note what was done"
                " first."
            )
            % {"mentor": mentor}
        )
    seats = Application.objects.select_for_update().filter(cohort=cohort, status="accepted")
    if not seats.filter(participant=participant):
        raise Refused(_("%(mentee)s has no seat in this cohort.") % {"mentee": participant})
    return place


def _check_room(kept: Collection[Mentorship], participant: Participant, place: MentorPlace) -> None:
    """Raise Refused where the mentee has a mentor, or the mentor has no place left."""
    for row in kept:
        if row.participant_id == participant.pk:
            raise Refused(
                _("%(mentee)s is matched with %(mentor)s. Take that back first.")
                % {"mentee": row.participant, "mentor": row.mentor}
            )
    if len(kept) >= place.places:
        full = ngettext(
            "%(mentor)s has %(n)s place, and %(mentees)s has it. Take that back first.",
            "%(mentor)s has %(n)s places, and %(mentees)s have them. Take one back first.",
            place.places,
        ) % {
            "mentor": place.mentor,
            "n": place.places,
            "mentees": ", ".join(str(row.participant) for row in kept),
        }
        raise Refused(f"{full} {last_change(place)}".strip())


def _what_changed(cohort: Cohort, participant: Participant, mentor: Mentor, seen: Collection[int]) -> str:
    """Return who changed what meanwhile, in one sentence."""
    now = live_of(cohort, participant, mentor)
    new = [row for row in now if row.pk not in seen]
    gone = mentorships().filter(pk__in=set(seen) - {row.pk for row in now}).order_by("-since")
    row = max(new, key=lambda one: one.pk, default=None) or gone.first()
    if row is None:
        return _("Somebody else changed this while you did.")
    said = {
        "who": row.decided_by or _("Somebody"),
        "mentee": row.participant,
        "mentor": row.mentor,
        "when": date_format(timezone.localtime(row.since), "TIME_FORMAT"),
    }
    if row in new:
        return (
            _("%(who)s chose %(mentor)s for %(mentee)s at %(when)s, while you decided. Nothing was changed.")
            % said
        )
    return (
        _("%(who)s took %(mentor)s and %(mentee)s apart at %(when)s, while you decided. Nothing was changed.")
        % said
    )
