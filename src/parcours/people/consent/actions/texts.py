"""Keeping the words that somebody said yes or no to, and wording them anew."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import Organization
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused, Stale
from parcours.people.consent.models import ConsentText
from parcours.people.consent.purposes import PURPOSES
from parcours.people.consent.texts import ours, texts_now, words_of


def text_read(organization: Organization, purpose: str, version: int, *, older: bool = False) -> ConsentText:
    """Return the words that somebody read, kept from now on; an ``older`` version only where that is said.

    Raises Refused for a purpose that is not ours, and Stale where the present words are others.
    """
    if purpose not in PURPOSES:
        raise Refused(_("There is no such purpose. Choose one of the list."))
    now = texts_now(organization, purpose)[purpose]
    if now.version == version:
        return _kept(now)
    before = ConsentText.objects.filter(purpose=purpose, version=version).first() if older else None
    if before is None:
        raise Stale(_("The words have changed since you opened the page. Read them again, then answer."))
    return before


def _kept(now: ConsentText) -> ConsentText:
    if now._state.adding:  # noqa: SLF001 - documented
        try:
            with transaction.atomic():
                now.save(force_insert=True)
        except IntegrityError:  # somebody else kept it at this moment
            return ConsentText.objects.get(purpose=now.purpose, version=now.version)
    return now


@transaction.atomic
def reword(*, purpose: str, version: int, words: Mapping[str, str], by: Actor) -> ConsentText:
    """Say it in the organization's own words from now on; ``version`` is the one that these words change.

    Whoever said yes before goes on with what they read. Raises NotAllowed, Refused, ValidationError for words that are
    not whole in any language, and Stale where somebody else reworded it.
    """
    check(by, Permission.EDIT_ORGANIZATION)
    now = text_read(by.here, purpose, version)
    told = {name: words.get(name, "").replace("\r\n", "\n").strip() for name in words_of(now)}
    if told == words_of(now):
        return now
    row = ConsentText(
        organization=by.here,
        purpose=purpose,
        version=now.version + 1,
        written_by=by.user,
        is_ours=told == ours(purpose),
        **told,
    )
    row.full_clean()
    row.save()
    record(by=by, verb="consent.reworded", what=row, consent=purpose, version=row.version)
    return row


def reset(*, purpose: str, version: int, by: Actor) -> ConsentText:
    """Go back to the product's words, as a version of their own. Raises as `reword`."""
    if purpose not in PURPOSES:
        raise Refused(_("There is no such purpose. Choose one of the list."))
    return reword(purpose=purpose, version=version, words=ours(purpose), by=by)
