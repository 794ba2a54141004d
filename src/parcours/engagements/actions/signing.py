"""Signing the program’s agreement: each side for themselves, or on paper, which staff note."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.bilingual import language_shown
from parcours.core.refusals import Refused, Stale
from parcours.engagements.course_lists import SIDE
from parcours.engagements.course_queries import agreement_for, signatures_of
from parcours.engagements.models import Mentorship, Signature
from parcours.engagements.policies import check_running


@transaction.atomic
def sign(*, mentorship: Mentorship, edition: int, by: Actor) -> Signature:
    """Sign the ``edition`` that the person read, in the language in which it was shown. Who signs twice signed once.

    Both sign the same edition: the one that the first of them signed. Raises NotAllowed for anybody but the two,
    Refused where there is nothing to sign, and Stale where another edition is to be signed by now.
    """
    side = check_running(by, mentorship)
    agreement = agreement_for(mentorship)
    if agreement is None:
        raise Refused(_("The program has no agreement. Nothing is to be signed."))
    if (signed := signatures_of(mentorship).get(side)) is not None:
        return signed
    if agreement.edition != edition:
        raise Stale(
            _("The agreement was written anew while you read it. Open the page again, and read it once more.")
        )
    language = language_shown(agreement.text_en, agreement.text_fr, get_language() or "en")
    way = "link" if by.via is Via.LINK else "page"
    return _keep(
        Signature(
            organization=by.here,
            mentorship=mentorship,
            agreement=agreement,
            side=side,
            way=way,
            language=language,
            signed_at=timezone.now(),
        ),
        by,
    )


@transaction.atomic
def note_signature(*, mentorship: Mentorship, side: str, on: dt.date, by: Actor) -> Signature:
    """Note that one side signed on paper on a day, in their own language.

    Raises NotAllowed, and Refused for a day to come, for a side that has signed, and where there is nothing to sign.
    """
    check(by, Permission.MANAGE_PROGRAMS)
    agreement = agreement_for(mentorship)
    if agreement is None:
        raise Refused(_("The program has no agreement. Write it on the page of the program first."))
    if on > timezone.localdate():
        raise Refused(_("Note a signature once it has been given."))
    if side not in SIDE or side in signatures_of(mentorship):
        raise Refused(_("This side has signed already. Open the page again."))
    person = mentorship.mentor.person if side == "mentor" else mentorship.participant.person
    return _keep(
        Signature(
            organization=by.here,
            mentorship=mentorship,
            agreement=agreement,
            side=side,
            way="paper",
            language=person.language,
            signed_at=timezone.make_aware(dt.datetime.combine(on, dt.time(12))),
            noted_by=by.user,
        ),
        by,
    )


def _keep(signature: Signature, by: Actor) -> Signature:
    try:
        with transaction.atomic():
            signature.save()
    except IntegrityError:  # by another page of the same person, at this moment
        return Signature.objects.get(mentorship=signature.mentorship, side=signature.side)
    record(
        by=by,
        verb="agreement.signed",
        what=signature,
        side=signature.side,
        way=signature.way,
        edition=signature.agreement.edition,
    )
    return signature
