"""Certificates, thanks, and what the two wish next (docs/adr/0101)."""

import secrets
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.links.queries import hash_of
from parcours.accounts.mail import in_language
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import NotAllowed, Refused
from parcours.engagements.course_queries import minutes_of
from parcours.engagements.models import Mentorship
from parcours.messaging.actions import post
from parcours.outcomes import letters
from parcours.outcomes.actions.telling import send_closing
from parcours.outcomes.lists import SUCCESSES, WISH
from parcours.outcomes.models import Closing
from parcours.people.actions.people import give_standing
from parcours.people.actions.requests import ask_for_profile
from parcours.people.kinds import Kind
from parcours.people.models import Mentor, Person
from parcours.people.policies import is_oneself


def may_be_certified(mentorship: Mentorship) -> bool:
    """Return whether the two are given certificates: it was completed, or ended early with a success."""
    return mentorship.status == "completed" or (
        mentorship.status == "ended_early" and mentorship.end_reason in SUCCESSES
    )


@transaction.atomic
def certify(*, mentorships: Sequence[Mentorship], by: Actor) -> list[Closing]:
    """Issue the certificates of both people of each mentorship, and thank them; who has one keeps it.

    Raises NotAllowed, and Refused where a mentorship was not completed.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    made = []
    for row in mentorships:
        if not may_be_certified(row):
            raise Refused(
                _("%(pair)s: a certificate is for a mentorship that was completed.") % {"pair": row}
            )
        for side, person in (("mentee", row.participant.person), ("mentor", row.mentor.person)):
            if not Closing.objects.filter(mentorship=row, side=side).exists():
                made.append(_issue(row, side, person, by))
    return made


def _issue(mentorship: Mentorship, side: str, person: Person, by: Actor) -> Closing:
    token = secrets.token_urlsafe(32)
    made = Closing.objects.create(
        organization=by.here,
        mentorship=mentorship,
        cohort=mentorship.cohort,
        person=person,
        side=side,
        name=person.full_name,
        minutes=minutes_of(mentorship, timezone.localdate()),
        started_on=mentorship.started_on,
        ended_on=mentorship.ended_on or timezone.localdate(),
        issued_on=timezone.localdate(),
        issued_by=by.user,
        token_hash=hash_of(token),
    )
    made.keep_token(token)
    record(by=by, verb="certificate.issued", what=made, about=person.user, side=side)
    send_closing(person, mentorship.cohort, side, by)
    return made


@transaction.atomic
def revoke(*, closing: Closing, by: Actor) -> None:
    """Withdraw a certificate: its check link says so from now on. Raises NotAllowed, and Refused where it was."""
    check(by, Permission.MANAGE_PROGRAMS)
    now = timezone.now()
    if not Closing.objects.filter(pk=closing.pk, revoked_at=None).update(revoked_at=now):
        raise Refused(_("This certificate is withdrawn already."))
    closing.revoked_at = now
    record(by=by, verb="certificate.revoked", what=closing, about=closing.person.user)


def check_address(closing: Closing) -> str:
    """Return the address at which anybody can check the certificate. Raises Unreadable."""
    return f"{settings.BASE_URL}{reverse('certificate', args=[closing.token])}"


def certificate_across(token: str) -> Closing | None:
    """Return the certificate with this secret, of any organization in use, or None."""
    with scopes_disabled():
        rows = Closing.objects.select_related("organization", "cohort__program")
        return rows.filter(token_hash=hash_of(token), organization__is_active=True).first()


@transaction.atomic
def say_wish(*, closing: Closing, wish: str, by: Actor) -> None:
    """Say whether one would like to be a mentor. Raises NotAllowed for anybody else, Refused for no such answer."""
    _check_own(closing, by)
    if wish not in WISH:
        raise Refused(_("Choose one of the answers."))
    closing.wish, closing.wished_at = wish, timezone.now()
    closing.save(update_fields=["wish", "wished_at"])
    record(by=by, verb="closing.wished", what=closing, about=closing.person.user, wish=wish)


@transaction.atomic
def name_manager(*, closing: Closing, name: str, email: str, by: Actor) -> None:
    """Give the manager to be thanked, or with an empty address take that back.

    Raises NotAllowed for anybody but the mentor, and Refused where the manager was thanked already.
    """
    _check_own(closing, by)
    if closing.side != "mentor" or closing.manager_thanked_at:
        raise Refused(_("Your manager was thanked already."))
    closing.manager_name, closing.manager_email = (name, email) if email else ("", "")
    closing.manager_allowed_at = timezone.now() if email else None
    closing.save(update_fields=["manager_name", "manager_email", "manager_allowed_at"])
    verb = "closing.manager_named" if email else "closing.manager_withdrawn"
    record(by=by, verb=verb, what=closing, about=closing.person.user)


@transaction.atomic
def thank_managers(*, closings: Sequence[Closing], by: Actor) -> int:
    """Thank the managers whom mentors named, each once, and delete their addresses; return how many.

    Raises NotAllowed.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    sent = 0
    for row in closings:
        now, name, email = timezone.now(), row.manager_name, row.manager_email
        waiting = Closing.objects.filter(pk=row.pk, manager_thanked_at=None).exclude(manager_email="")
        if not waiting.update(manager_thanked_at=now, manager_email="", manager_name=""):
            continue
        with in_language(row.person.language):
            program = row.cohort.program.name
        post(
            letters.MANAGER.key,
            to=email,
            language=row.person.language,
            organization=row.organization,
            dedup=f"manager:{row.pk}",
            of_program=row.cohort.program_id,
            name=name,
            what=program,
            mentor=row.person.full_name,
        )
        record(by=by, verb="closing.manager_thanked", what=row, about=row.person.user)
        sent += 1
    return sent


@transaction.atomic
def invite_as_mentor(*, closing: Closing, by: Actor) -> None:
    """Take in a past mentee as a mentor, as they wish, and ask for their profile.

    Raises NotAllowed, and Refused where they do not wish it, are invited already, or have no address on file.
    """
    check(by, Permission.MANAGE_PEOPLE)
    if closing.wish != "yes" or closing.side != "mentee" or closing.invited_at:
        raise Refused(_("Nobody waits to be invited here. Open the page again."))
    if not Mentor.objects.filter(person=closing.person).exists():
        give_standing(person=closing.person, kind=Kind.MENTOR, by=by)
    ask_for_profile(person=closing.person, by=by)
    closing.invited_at = timezone.now()
    closing.save(update_fields=["invited_at"])
    record(by=by, verb="closing.invited", what=closing, about=closing.person.user)


def _check_own(closing: Closing, by: Actor) -> None:
    if not is_oneself(by, closing.person):
        raise NotAllowed(_("Only the person whose certificate it is can say this."))
