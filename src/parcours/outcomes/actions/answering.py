"""What somebody does now: said by themselves by a link, or noted by staff or a partner who asked."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import Organization
from parcours.core.codes import CodeField
from parcours.core.refusals import Refused
from parcours.core.transitions import move
from parcours.outcomes.lists import FULL_TIME, PAID
from parcours.outcomes.models import FollowUp
from parcours.outcomes.policies import check_answer
from parcours.outcomes.states import FOLLOW_UP
from parcours.people.consent.queries import today
from parcours.people.policies import is_oneself

ABOUT_WORK = ("job_title", "hours", "wage", "permanence", "self_match", "job_source")
"""Asked of whoever is in paid work."""

ANSWERS = ("employment", *ABOUT_WORK, "licence")


@transaction.atomic
def answer(
    *,
    follow_up: FollowUp,
    by: Actor,
    words: str = "",
    source: str = "participant",
    evidence: str = "said",
    partner: Organization | None = None,
    **answers: Any,
) -> None:
    """Keep what somebody said about their work; what they did not say stays unknown.

    Whoever answers without saying whether they work has answered in part. Raises NotAllowed, ValidationError for what
    a field does not take, Refused before the follow-up has begun, and Stale where the person said no meanwhile.
    """
    check_answer(by, follow_up, partner)
    own = is_oneself(by, follow_up.participant.person)
    if follow_up.asked_at is None and own:
        raise Refused(_("These questions are not open yet."))
    given = {name: answers[name] for name in ANSWERS if name in answers}
    if given.get("employment") not in PAID:
        given |= {name: None if name == "hours" else "" for name in ABOUT_WORK}
    if given.get("job_title", "") != follow_up.job_title:
        follow_up.noc = ""
    _note(follow_up, given)
    follow_up.source, follow_up.evidence = ("participant", "said") if own else (source, evidence)
    follow_up.answered_on = today(follow_up.organization)
    follow_up.recorded_by = None if own else by.user
    _fit(follow_up)
    way = "answer" if given.get("employment") else "answer_partly"
    move(follow_up, FOLLOW_UP[way], next_on=None)
    follow_up.save()
    follow_up.write(words)
    record(
        by=by,
        verb="follow_up.answered",
        what=follow_up,
        about=follow_up.participant.person.user,
        source=follow_up.source,
        evidence=follow_up.evidence,
    )


def _note(follow_up: FollowUp, given: Mapping[str, Any]) -> None:
    """Set the answers, with the versions of the lists that they are chosen from."""
    for name, value in given.items():
        setattr(follow_up, name, value)
    lists = {name: FollowUp._meta.get_field(name) for name in given}  # noqa: SLF001 - documented
    follow_up.list_versions = {
        name: field.codes.version
        for name, field in lists.items()
        if isinstance(field, CodeField) and field.codes is not None
    }


def _fit(follow_up: FollowUp) -> None:
    """Raise ValidationError for what a field does not take."""
    skipped = {field.name for field in FollowUp._meta.fields} - {*ANSWERS, "source", "evidence"}  # noqa: SLF001
    follow_up.clean_fields(exclude=skipped)
    if follow_up.hours is not None and follow_up.employment == "employed_pt" and follow_up.hours >= FULL_TIME:
        raise ValidationError(
            {"hours": _("30 hours a week or more are full-time work. Correct the one or the other.")}
        )


@transaction.atomic
def refuse(*, follow_up: FollowUp, by: Actor, partner: Organization | None = None) -> None:
    """Say that one will not answer: nobody asks again at this point. Raises NotAllowed, and Stale once answered."""
    check_answer(by, follow_up, partner)
    move(follow_up, FOLLOW_UP["refuse"], next_on=None)
    record(by=by, verb="follow_up.refused", what=follow_up, about=follow_up.participant.person.user)


def can_be_answered(follow_up: FollowUp, day: dt.date) -> bool:
    """Return whether the person can answer or correct on a day."""
    return (
        follow_up.asked_at is not None
        and follow_up.status in FOLLOW_UP["answer"].sources
        and day <= follow_up.ends_on
    )
