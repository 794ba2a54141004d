"""Erasing somebody for good, in steps of which each can be killed and is then done again (docs/adr/0065).

1. The marks are written, beside the database and in it, so that no backup brings the person back.
2. In one transaction every app forgets them, so does the audit log, the account goes where nobody else knows them, and
   the letter that says so is put into the outbox.
3. When that letter has left, nothing of it is kept, and the database overwrites what was deleted.
"""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.audit import record
from parcours.accounts.audit.erase import erase_person_across
from parcours.accounts.forgetting import Known, forget_account_across, forget_known_across
from parcours.accounts.mail import in_language
from parcours.accounts.models import Organization
from parcours.core.scrub import scrub
from parcours.messaging import retention as messages
from parcours.messaging.actions import post
from parcours.messaging.calendar import forgetting as calendar
from parcours.messaging.models import Outgoing, State
from parcours.messaging.webhooks import forgetting as webhooks
from parcours.people.forgetting import forgetters
from parcours.people.models import Person
from parcours.people.privacy.known import known_across
from parcours.people.privacy.letters import ERASED
from parcours.people.privacy.models import Erasure, ErasureState, ErasureWhy
from parcours.people.privacy.tombstones import bury


def carry_out(erasure: Erasure) -> None:
    """Do the first two steps of an erasure of the organization in scope; what was done before is not done again."""
    person = Person.objects.select_related("user", "organization").filter(pk=erasure.record).first()
    if person is not None:
        bury(person)
    with transaction.atomic():
        forget(erasure, person)


def forget(erasure: Erasure, person: Person | None) -> None:
    """Forget the person, in the caller’s transaction; nothing where somebody else did meanwhile."""
    mine = Erasure.objects.filter(pk=erasure.pk, state=ErasureState.DUE)
    if not mine.update(state=ErasureState.TELLING, forgotten_at=timezone.now()):
        return
    if person is not None:
        known, letter = known_across(person), (person.email, person.language, person.name_used)
        removed = sum(forgets(person) for forgets in forgetters())
        removed += forget_known_across(known) + messages.forget_across(known) + calendar.forget_across(known)
        removed += webhooks.forget_across(known, erasure.record)
        with_account = _forget_account(known)
        Erasure.objects.filter(pk=erasure.pk).update(removed=removed, with_account=with_account)
        _tell(erasure, letter, known)
    record(by=_by(erasure), verb="erasure.done", what=erasure, why=erasure.why)


def _forget_account(known: Known) -> bool:
    """Forget what the log says, and the account where nobody else knows it; return whether that went."""
    if known.user is None:
        return False
    by = system(known.organization, Via.JOB)
    erase_person_across(known.user, by=by, only=None if known.everywhere else known.organization)
    if known.everywhere:
        forget_account_across(known.user)
    return known.everywhere


def _tell(erasure: Erasure, letter: tuple[str, str, str], known: Known) -> None:
    """Say that it is done, where there is an address. A restore tells nobody a second time."""
    address, language, name = letter
    if not address or erasure.why == ErasureWhy.RESTORED:
        return
    with in_language(language):
        if known.user is None:
            account = _("You had no account.")
        elif known.everywhere:
            account = _("Your account is erased too. You can no longer sign in.")
        else:
            account = _("Your account stays, as another organization knows you.")
    post(
        ERASED.key,
        to=address,
        organization=erasure.organization,
        language=language,
        dedup=f"erasure:{erasure.pk}",
        name=name,
        account=account,
    )


def _by(erasure: Erasure) -> Actor:
    return system(erasure.organization, Via.JOB)


def finish_across() -> int:
    """Do the last step of every erasure whose letter has left, and return how many they were. Raises Busy."""
    messages.vanish_across()
    under_way = (State.WAITING, State.HELD, State.SENDING)
    with scopes_disabled():
        waiting = Outgoing.objects.filter(key=ERASED.key, state__in=under_way).values("organization")
        ready = Erasure.objects.filter(state=ErasureState.TELLING).exclude(organization__in=waiting)
        numbers = list(ready.values_list("pk", flat=True))
    if not numbers:
        return 0
    scrub()
    with scopes_disabled():
        done: int = Erasure.objects.filter(pk__in=numbers).update(
            state=ErasureState.DONE, finished_at=timezone.now()
        )
    return done


def carry_out_all(organization: Organization) -> int:
    """Carry out every erasure that an organization has decided; return how many they were."""
    with scope(organization=organization), translation.override(organization.language):
        due = list(Erasure.objects.filter(state=ErasureState.DUE).order_by("pk"))
        for erasure in due:
            carry_out(erasure)
    return len(due)


def with_erasures_due_across() -> list[Organization]:
    """Return the organizations that have decided an erasure which is not carried out yet."""
    with scopes_disabled():
        due = Erasure.objects.filter(state=ErasureState.DUE).values("organization")
        return list(Organization.objects.filter(pk__in=due).order_by("pk"))
