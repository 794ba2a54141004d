"""What staff decide about an application, and what its person does; every decision is of somebody, with its reason."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.models import Organization
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.actions.applying import begin
from parcours.applications.actions.moving import go
from parcours.applications.leaving import hold, left
from parcours.applications.lists import CALLED_OFF, DECLINE_REASON
from parcours.applications.models import Application
from parcours.applications.policies import check_change
from parcours.applications.seats import free_seat, take_seat
from parcours.applications.telling import tell
from parcours.core.refusals import Refused
from parcours.people.models import Participant
from parcours.programs.models import Cohort


@transaction.atomic
def accept(*, application: Application, by: Actor, version: int | None = None) -> None:
    """Give the person a seat, as somebody who saw ``version`` decided.

    Raises NotAllowed, Stale where somebody was faster, and Refused where no seat is left: then nothing is changed.
    """
    check(by, Permission.MANAGE_PEOPLE)
    go(application, "accept", by, version=version)
    tell(application, by)
    take_seat(application.cohort)


@transaction.atomic
def put_on_waitlist(*, application: Application, by: Actor, version: int | None = None) -> None:
    """Put the person at the end of the wait list. Raises NotAllowed, Stale, and Refused where the cohort has none."""
    check(by, Permission.MANAGE_PEOPLE)
    if not application.cohort.has_waitlist:
        raise Refused(_("This cohort keeps no wait list."))
    go(application, "put_on_waitlist", by, version=version, waits_since=timezone.now())
    tell(application, by)


@transaction.atomic
def decline(
    *, application: Application, reason: str, by: Actor, feedback: str = "", version: int | None = None
) -> None:
    """Do not choose the person, for a reason of the list; ``feedback`` tells them openly, in plain words.

    Raises NotAllowed, Refused for a reason that is none of the list, and Stale where somebody was faster.
    """
    check(by, Permission.MANAGE_PEOPLE)
    if reason not in DECLINE_REASON or reason == CALLED_OFF:
        raise Refused(_("Choose one of the reasons."))
    go(application, "decline", by, version=version, decline_reason=reason)
    application.write(feedback=feedback.strip())
    application.save(update_fields=["sealed_feedback"])
    tell(application, by)


@transaction.atomic
def find(*, application: Application, eligible: bool, by: Actor, version: int | None = None) -> None:
    """Say whether the person is eligible, where the rules cannot or are wrong. Raises NotAllowed, Stale."""
    check(by, Permission.MANAGE_PEOPLE)
    go(application, "find_eligible" if eligible else "find_not_eligible", by, version=version)
    if not eligible:
        tell(application, by)


@transaction.atomic
def begin_review(*, application: Application, by: Actor, version: int | None = None) -> None:
    """Begin the review. Raises NotAllowed, Stale."""
    check(by, Permission.MANAGE_PEOPLE)
    go(application, "review", by, version=version)
    tell(application, by)


@transaction.atomic
def take_up_again(*, application: Application, by: Actor, version: int | None = None) -> None:
    """Take an application up again that was closed; it is to be checked then.

    Raises NotAllowed, Stale, and Refused where the cohort was cancelled.
    """
    check(by, Permission.MANAGE_PEOPLE)
    if application.cohort.status == "cancelled":
        raise Refused(_("This cohort does not take place."))
    go(application, "take_up_again", by, version=version, decline_reason="")
    tell(application, by)


@transaction.atomic
def withdraw(*, application: Application, by: Actor, version: int | None = None) -> None:
    """Withdraw the application, as its person or staff; a seat is free again, and a pair not agreed on yet is off.

    Raises NotAllowed, Stale, and Refused where a mentorship has to be ended first.
    """
    check_change(by, application.participant)
    had_seat = application.status == "accepted"
    hold(application)
    go(application, "withdraw", by, version=version)
    if had_seat:
        left(application, by)
    if application.submitted_at is not None:
        tell(application, by)
    if had_seat:
        free_seat(application.cohort)


@transaction.atomic
def seat(
    *, cohort: Cohort, participant: Participant, by: Actor, referred_by: Organization | None = None
) -> Application:
    """Give a participant a seat without an application of their own, as staff agreed with them.

    Raises NotAllowed, Stale where their application is closed, and Refused where no seat is left.
    """
    application = _up_to_the_decision(cohort, participant, by, referred_by)
    accept(application=application, by=by)
    return application


@transaction.atomic
def put_in_line(*, cohort: Cohort, participant: Participant, by: Actor) -> Application:
    """Put a participant on the wait list without an application of their own, as staff agreed with them.

    Raises NotAllowed, Stale where their application is closed, and Refused where the cohort has no wait list.
    """
    application = _up_to_the_decision(cohort, participant, by)
    put_on_waitlist(application=application, by=by)
    return application


def _up_to_the_decision(
    cohort: Cohort, participant: Participant, by: Actor, referred_by: Organization | None = None
) -> Application:
    """Return an application that staff can decide about, begun and found eligible by them where it was not."""
    check(by, Permission.MANAGE_PEOPLE)
    application = begin(cohort=cohort, participant=participant, by=by, referred_by=referred_by)
    if application.status == "draft":
        go(application, "submit", by, submitted_at=timezone.now())
    if application.status in {"submitted", "to_check"}:
        go(application, "find_eligible", by)
    return application
