"""Working the call list: attempts on different days, the code of a job, handing over to a partner."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import Organization
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import NotAllowed, Refused
from parcours.core.transitions import move
from parcours.outcomes.actions.asking import allows, give_up
from parcours.outcomes.lists import ENDED, HOW, OPEN
from parcours.outcomes.models import Attempt, FollowUp
from parcours.outcomes.policies import check_work
from parcours.outcomes.states import FOLLOW_UP
from parcours.people.consent.queries import today
from parcours.people.consent.sight import may_see
from parcours.reference.noc import load_taxonomy


@transaction.atomic
def note_attempt(
    *,
    follow_up: FollowUp,
    how: str,
    ended: str,
    by: Actor,
    reached_at: str = "",
    next_on: dt.date | None = None,
    partner: Organization | None = None,
) -> Attempt:
    """Note that somebody was tried today, and when they are next: tomorrow unless said otherwise.

    After the third day in vain they count as not reached. Raises NotAllowed, also where the person does not allow it,
    Refused for a second attempt on one day or a next one that is not later, and Stale where there is an answer by now.
    """
    check_work(by, follow_up, partner)
    if not allows(follow_up.participant.person):
        raise NotAllowed(
            _("%(person)s does not allow a follow-up at present.") % {"person": follow_up.participant}
        )
    day = today(follow_up.organization)
    later = next_on or day + dt.timedelta(days=1)
    if how not in HOW or ended not in ENDED:
        raise Refused(_("Say how they were tried, and how it ended."))
    if later <= day:
        raise Refused(_("The next attempt is on another day: choose a day after today."))
    made = _kept(follow_up, day, how, ended, reached_at, by)
    if ended == "refused":
        _move(follow_up, "refuse", by)
        return made
    move(follow_up, FOLLOW_UP["attempt"], next_on=later)
    tried = Attempt.objects.filter(follow_up=follow_up).count()
    record(
        by=by,
        verb="follow_up.attempted",
        what=follow_up,
        about=follow_up.participant.person.user,
        how=how,
        ended=ended,
        attempt=tried,
    )
    if tried >= follow_up.cohort.program.follow_up_attempts:
        give_up(follow_up, by)
    return made


def _kept(follow_up: FollowUp, day: dt.date, how: str, ended: str, reached_at: str, by: Actor) -> Attempt:
    try:
        with transaction.atomic():
            return Attempt.objects.create(
                organization=follow_up.organization,
                follow_up=follow_up,
                made_on=day,
                made_by=by.user,
                how=how,
                ended=ended,
                reached_at=reached_at[:254],
            )
    except IntegrityError as twice:
        raise Refused(
            _("An attempt was noted today already. Try on another day; if they answer now, note the answers.")
        ) from twice


def _move(follow_up: FollowUp, way: str, by: Actor) -> None:
    move(follow_up, FOLLOW_UP[way], next_on=None)
    record(by=by, verb=FOLLOW_UP[way].verb, what=follow_up, about=follow_up.participant.person.user)


@transaction.atomic
def decide_job(*, follow_up: FollowUp, noc: str, by: Actor) -> None:
    """Confirm the unit group of the job that somebody has. Raises NotAllowed, and Refused for what is none."""
    check(by, Permission.MANAGE_PROGRAMS)
    if not load_taxonomy().is_unit_group(noc):
        raise Refused(
            _("“%(code)s” is no occupation of NOC 2021. Give a code of five digits.") % {"code": noc}
        )
    before, follow_up.noc = follow_up.noc, noc
    follow_up.save(update_fields=["noc"])
    record(
        by=by,
        verb="follow_up.job_decided",
        what=follow_up,
        about=follow_up.participant.person.user,
        before=before,
        after=noc,
    )


@transaction.atomic
def hand_over(*, follow_up: FollowUp, partner: Organization | None, by: Actor) -> int:
    """Let a partner ask the person from now on, at every point that is open, or with None take that back.

    Return at how many points. Raises NotAllowed, and Refused where the person does not allow it.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    person = follow_up.participant.person
    if partner is not None and not (allows(person) and may_see(person, partner)):
        raise Refused(
            _(
                "%(person)s does not allow to be shared with %(partner)s, or not to be asked. Ask for consent first."
            )
            % {"person": person, "partner": partner}
        )
    rows = FollowUp.objects.filter(
        cohort=follow_up.cohort, participant=follow_up.participant, status__in=OPEN
    )
    number = rows.update(handed_to=partner)
    verb = "follow_up.handed_over" if partner else "follow_up.taken_back"
    record(
        by=by,
        verb=verb,
        what=follow_up,
        about=person.user,
        partner=partner.slug if partner else "",
        points=number,
        at=timezone.now().isoformat(),
    )
    follow_up.handed_to = partner
    return number
