"""Asking for a correction or for erasure, taking that back, and answering it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import NotAllowed, Refused
from parcours.messaging.actions import post
from parcours.people.models import Person
from parcours.people.policies import is_oneself
from parcours.people.privacy.actions.erasures import decide_erasure
from parcours.people.privacy.letters import ANSWERED
from parcours.people.privacy.models import DataRequest, ErasureWhy, RequestKind, RequestState
from parcours.people.privacy.queries import words

LONGEST = 2000


@transaction.atomic
def ask(*, person: Person, kind: RequestKind, text: str, by: Actor) -> DataRequest:
    """Ask for a correction, or for erasure. Raises NotAllowed for anybody but the person, and Refused."""
    _check_oneself(by, person)
    said = _fitted(text)
    waiting = DataRequest.objects.filter(person=person, state=RequestState.OPEN)
    if kind is RequestKind.CORRECTION and not said:
        raise Refused(_("Say what is wrong, and what is right."))
    if kind is RequestKind.ERASURE and waiting.filter(kind=kind).exists():
        raise Refused(_("You have asked for this already. It waits for an answer."))
    row = DataRequest.objects.create(organization=person.organization, person=person, kind=kind)
    words("words").write(row, said)
    row.save(update_fields=["words"])
    record(by=by, verb="request.made", what=row, about=person.user, kind=kind.value)
    return row


@transaction.atomic
def withdraw_request(*, row: DataRequest, by: Actor) -> None:
    """Take a request back. Raises NotAllowed for anybody but the person, and Refused where it is answered."""
    _check_oneself(by, row.person)
    _settle(row, RequestState.WITHDRAWN, by, "")
    record(by=by, verb="request.withdrawn", what=row, about=row.person.user)


@transaction.atomic
def answer(*, row: DataRequest, grant: bool, text: str, by: Actor) -> None:
    """Grant a request or refuse it, with the answer that the person is sent; one for erasure is then carried out.

    Raises NotAllowed, and Refused without an answer, where it is answered already, or where the person must stay.
    """
    check(by, Permission.HANDLE_PRIVACY)
    erases = grant and row.kind == RequestKind.ERASURE
    said = _fitted(text)
    if not said and not erases:
        raise Refused(_("Write what the person is to be told."))
    person = row.person
    if erases:
        decide_erasure(person=person, why=ErasureWhy.ASKED, by=by)
    _settle(row, RequestState.GRANTED if grant else RequestState.REFUSED, by, said)
    record(by=by, verb="request.answered", what=row, about=person.user, granted=grant)
    if person.email and not erases:
        post(
            ANSWERED.key,
            to=person.email,
            language=person.language,
            organization=by.here,
            about=person.user,
            dedup=str(row.pk),
            name=person.name_used,
            answer=said,
            officer=by.here.privacy_officer_email or by.here.contact_email or str(by.here),
        )


@transaction.atomic
def note_taken(*, person: Person, kind: str, by: Actor) -> None:
    """Note that the person took along a file of all that is held about them. Raises NotAllowed for anybody else."""
    _check_oneself(by, person)
    record(by=by, verb="data.exported", what=person, about=person.user, kind=kind)


def _settle(row: DataRequest, state: RequestState, by: Actor, said: str) -> None:
    """Write how a request ended. Raises Refused where somebody was faster."""
    words("answer").write(row, said)
    still = DataRequest.objects.filter(pk=row.pk, state=RequestState.OPEN)
    row.state, row.answered_at, row.answered_by = state, timezone.now(), by.user
    if not still.update(
        state=state, answer=row.answer, answered_at=row.answered_at, answered_by=row.answered_by
    ):
        raise Refused(_("This request is answered already."))


def _check_oneself(by: Actor, person: Person) -> None:
    if not is_oneself(by, person):
        raise NotAllowed(_("Only the person can ask this."))


def _fitted(text: str) -> str:
    said = text.strip()
    if len(said) > LONGEST:
        raise Refused(_("Write %(most)s characters at most.") % {"most": LONGEST})
    return said
