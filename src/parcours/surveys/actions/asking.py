"""Asking somebody to answer a questionnaire: by a letter on the day it opens, and by reminders."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.links.actions import issue
from parcours.accounts.mail import in_language
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.catalogue import Entry
from parcours.core.refusals import NotAllowed, Refused
from parcours.core.transitions import move
from parcours.messaging.actions import post
from parcours.people.models import Person
from parcours.people.policies import is_oneself, subject_of
from parcours.programs.models import Cohort
from parcours.surveys import letters
from parcours.surveys.models import Questionnaire, SurveyRequest
from parcours.surveys.queries import program_of, today, waiting_for
from parcours.surveys.states import CLOSE, OPEN

REMIND = (3, 0)
"""Days before the last one on which people are reminded."""

OPEN_LONGER = 7
"""So many days after the last one answers are still taken, and can be corrected."""

LINK_LIFE = dt.timedelta(days=90)
"""How long one link opens what somebody is asked; a new one can be had from it at any time."""


class AlreadyAsked(Refused):
    """Somebody is asked this already, about the same."""


@transaction.atomic
def ask(
    *,
    person: Person,
    questionnaire: Questionnaire,
    opens: dt.date,
    due: dt.date,
    by: Actor,
    cohort: Cohort | None = None,
    remind: Sequence[int] = REMIND,
) -> SurveyRequest:
    """Ask ``person`` to answer between two days: about a cohort, or about nothing in particular.

    The letter leaves at once where it opens today, and else on the day. Raises NotAllowed, and Refused for what makes
    no sense or is asked already.
    """
    if by.via is not Via.JOB:
        check(by, Permission.MANAGE_PEOPLE)
    _check(person, questionnaire, opens, due)
    try:
        with transaction.atomic():
            survey = SurveyRequest.objects.create(
                organization=by.here,
                person=person,
                questionnaire=questionnaire,
                about_kind="cohort" if cohort else "",
                about_id=str(cohort.pk) if cohort else "",
                language=person.language,
                opens_on=opens,
                due_on=due,
                closes_on=due + dt.timedelta(days=OPEN_LONGER),
                remind=sorted(set(remind), reverse=True),
            )
    except IntegrityError as twice:
        raise AlreadyAsked(_("%(person)s is asked this already.") % {"person": person}) from twice
    record(by=by, verb="survey.planned", what=survey, about=person.user, due=due.isoformat())
    if opens <= today(by.here):
        open_now(survey=survey, program=cohort.program_id if cohort else None, by=by)
    return survey


def _check(person: Person, questionnaire: Questionnaire, opens: dt.date, due: dt.date) -> None:
    if not questionnaire.is_published:
        raise Refused(_("Publish the questionnaire first."))
    if due < opens:
        raise Refused(_("The last day is before the first one."))
    if not person.email and person.user is None:
        raise Refused(_("There is no email address on file. Add it first."))


@transaction.atomic
def open_now(*, survey: SurveyRequest, program: int | None, by: Actor) -> None:
    """Open the questions to the person, and send them the link, as ``program`` words it.

    Raises Stale where somebody was faster.
    """
    move(survey, OPEN, field="state")
    record(by=by, verb="survey.opened", what=survey, about=survey.person.user)
    send(letters.ASKED, survey, program, by)


@transaction.atomic
def remind_now(*, survey: SurveyRequest, days: int, program: int | None, by: Actor) -> None:
    """Remind the person, as ``program`` words it and as was planned for ``days`` before the last one."""
    survey.reminded = [*survey.reminded, days]
    survey.save(update_fields=["reminded"])
    record(by=by, verb="survey.reminded", what=survey, about=survey.person.user, days=days)
    send(letters.REMINDER, survey, program, by)


@transaction.atomic
def close(*, survey: SurveyRequest, by: Actor) -> None:
    """Close it without an answer. Raises Stale where there is one by now."""
    move(survey, CLOSE, field="state")
    record(by=by, verb="survey.closed", what=survey, about=survey.person.user)


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
    waiting = waiting_for(person)
    if not waiting:
        raise Refused(_("Nothing waits for your answer any more."))
    send(letters.ASKED, waiting[0], program_of(waiting[0]), by)


def send(entry: Entry, survey: SurveyRequest, program: int | None, by: Actor) -> None:
    """Send ``entry``, as ``program`` words it, with a new link; who has an account and no address finds it there."""
    person = survey.person
    if not person.email:
        return
    link, address = issue(
        purpose=Purpose.SURVEY,
        subject=subject_of(person),
        name=person.name_used,
        email=person.email,
        by=by,
        life=LINK_LIFE,
    )
    _post(entry, survey, program, survey.due_on, link.token_hash, address)


def thank(survey: SurveyRequest) -> None:
    """Thank for the answers, without a link: the one at hand goes on working."""
    if survey.person.email:
        _post(letters.THANKS, survey, program_of(survey), survey.closes_on, f"survey:{survey.pk}", "")


def _post(
    entry: Entry, survey: SurveyRequest, program: int | None, day: dt.date, dedup: str, address: str
) -> None:
    person = survey.person
    with in_language(survey.language):
        what = survey.questionnaire.title
    post(
        entry.key,
        to=person.email,
        language=survey.language,
        organization=survey.organization,
        about=person.user,
        address=address,
        dedup=dedup,
        of_program=program,
        name=person.name_used,
        what=what,
        day=day,
    )
