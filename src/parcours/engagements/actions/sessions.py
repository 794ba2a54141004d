"""Logging sessions: by either side, confirmed by the other; where the two do not agree, staff decide."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.mail import in_language
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.catalogue import Entry
from parcours.core.refusals import NotAllowed, Refused
from parcours.core.transitions import move
from parcours.engagements import letters
from parcours.engagements.actions.moving import go, hold
from parcours.engagements.actions.telling import course_address, post_about
from parcours.engagements.course_lists import ATTENDANCE, SESSION_WAY
from parcours.engagements.models import Mentorship, Session
from parcours.engagements.models.course_session import LONGEST
from parcours.engagements.policies import check_course, check_running
from parcours.engagements.states import SESSION

_OTHER = {"mentor": "mentee", "mentee": "mentor"}


@transaction.atomic
def log(
    *,
    mentorship: Mentorship,
    held_on: dt.date,
    by: Actor,
    minutes: int = 60,
    way: str = "in_person",
    attendance: str = "held",
    note: str = "",
) -> Session:
    """Log what became of a session; the other side is asked to confirm it. The first one that was held begins it all.

    Where the other side logged the very same already, this confirms it; who logs the same twice logged it once. Raises
    NotAllowed for anybody but the two, and Refused for a day or a length that cannot be, or a day with another session.
    """
    hold(mentorship)
    side = check_running(by, mentorship)
    minutes = minutes if attendance == "held" else 0
    _check(mentorship, held_on, minutes, way, attendance)
    there = Session.objects.filter(mentorship=mentorship, held_on=held_on).exclude(status="withdrawn").first()
    if there is not None:
        return _again(there, (minutes, attendance), side, by)
    days = mentorship.cohort.program.session_confirm_days
    session = Session.objects.create(
        organization=by.here,
        mentorship=mentorship,
        held_on=held_on,
        minutes=minutes,
        way=way,
        attendance=attendance,
        logged_by=side,
        answer_by=timezone.localdate() + dt.timedelta(days=days),
    )
    session.write("sealed_note", note.strip())
    record(by=by, verb="session.logged", what=session, side=side, minutes=minutes, attendance=attendance)
    if attendance == "held":
        _begin(mentorship, held_on, by)
    ask_to_confirm(session, mentorship, by)
    return session


@transaction.atomic
def confirm(*, session: Session, mentorship: Mentorship, by: Actor) -> None:
    """Confirm what the other side logged. Raises NotAllowed for anybody else, and Stale where it stands otherwise."""
    if check_course(by, mentorship) == session.logged_by:
        raise NotAllowed(_("The other one confirms what you logged."))
    _move(session, "confirm", by)


@transaction.atomic
def dispute(*, session: Session, mentorship: Mentorship, words: str, by: Actor) -> None:
    """Say that a session was otherwise, and how; whoever logged it is told, and staff see it.

    Raises NotAllowed for whoever logged it, Refused without words, and Stale where it stands otherwise by now.
    """
    if check_course(by, mentorship) == session.logged_by:
        raise NotAllowed(_("You logged this session. Withdraw it, and log it anew."))
    if not words.strip():
        raise Refused(_("Say what was otherwise: the day, the length, who came."))
    _move(session, "dispute", by)
    session.write("sealed_answer", words.strip())
    _tell(letters.SESSION_DISPUTED, session, mentorship, session.logged_by, by, f"disputed:{session.pk}")


@transaction.atomic
def withdraw(*, session: Session, mentorship: Mentorship, by: Actor) -> None:
    """Take back what one logged. Raises NotAllowed for the other side, and Stale where it was confirmed meanwhile."""
    if check_running(by, mentorship) != session.logged_by:
        raise NotAllowed(_("Only the one who logged it can withdraw it. Say what was otherwise instead."))
    _move(session, "withdraw", by)


@transaction.atomic
def settle(*, session: Session, counts: bool, by: Actor) -> None:
    """Decide, as staff, about a session that was disputed or not confirmed. Raises NotAllowed and Stale."""
    check(by, Permission.MANAGE_PROGRAMS)
    _move(session, "confirm" if counts else "withdraw", by)


def ask_to_confirm(session: Session, mentorship: Mentorship, by: Actor, occasion: str = "logged") -> None:
    """Ask the other side to confirm a session, once for each ``occasion``."""
    _tell(
        letters.SESSION_LOGGED,
        session,
        mentorship,
        _OTHER[session.logged_by],
        by,
        f"{occasion}:{session.pk}",
        day=session.answer_by,
    )


def in_words(session: Session) -> str:
    """Return what was logged, in the language that is active: how long and how, or who did not come."""
    if session.attendance != "held":
        return ATTENDANCE.label(session.attendance)
    length = ngettext("%(n)s minute", "%(n)s minutes", session.minutes) % {"n": session.minutes}
    return f"{length}, {SESSION_WAY.label(session.way).lower()}"


def _tell(
    entry: Entry, session: Session, mentorship: Mentorship, side: str, by: Actor, dedup: str, **more: dt.date
) -> None:
    mentor, mentee = mentorship.mentor.person, mentorship.participant.person
    person, other = (mentor, mentee) if side == "mentor" else (mentee, mentor)
    said = {"other": other.full_name, "held": session.held_on, **more}
    if entry is letters.SESSION_LOGGED:
        with in_language(person.language):
            said["said"] = in_words(session)
    post_about(entry, mentorship, person, dedup, course_address(person, by), **said)


def _check(mentorship: Mentorship, held_on: dt.date, minutes: int, way: str, attendance: str) -> None:
    if attendance not in ATTENDANCE or way not in SESSION_WAY:
        raise Refused(_("Choose how you met."))
    if held_on > timezone.localdate():
        raise Refused(_("This day is still to come. Log a session once it has been held."))
    if mentorship.agreed_on and held_on < mentorship.agreed_on:
        raise Refused(
            _("You have both agreed on %(day)s: a session was not before.")
            % {"day": date_format(mentorship.agreed_on)}
        )
    if attendance == "held" and not 1 <= minutes <= LONGEST:
        raise Refused(
            _("A session takes a minute at least, and %(most)s minutes at most.") % {"most": LONGEST}
        )


def _again(there: Session, said: tuple[int, str], side: str, by: Actor) -> Session:
    """Take a second log of the same day: as a confirmation, or as the same page sent twice."""
    is_same = (there.minutes, there.attendance) == said
    if is_same and side != there.logged_by and there.status == "logged":
        _move(there, "confirm", by)
    elif not is_same:
        raise Refused(
            _("A session of this day is logged already: %(said)s. Confirm it, or say what was otherwise.")
            % {"said": in_words(there)}
        )
    return there


def _begin(mentorship: Mentorship, held_on: dt.date, by: Actor) -> None:
    if mentorship.status == "mentee_accepted":
        go(mentorship, "begin", started_on=held_on)
        record(by=by, verb="mentorship.begun", what=mentorship, about=by.user, after="active")


def _move(session: Session, way: str, by: Actor) -> None:
    before = session.status
    move(session, SESSION[way], since=timezone.now())
    record(by=by, verb=SESSION[way].verb, what=session, before=before, after=session.status)
