"""Taking rows about people out of the site."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.audit.queries import moments
from parcours.accounts.models import Organization
from parcours.core.quotas import possible_again
from parcours.core.refusals import TooMany

EACH_HOUR = 100
"""How many lists an organization takes away as files within an hour; they are made while others wait for pages."""

LONGEST = 120
"""After so many seconds another may be made, although the one before was never seen to end."""

_VERB = "list.exported"


@transaction.atomic
def note_export(*, of: str, kind: str, rows: int, by: Actor) -> None:
    """Keep in the audit log that the actor took ``rows`` rows of the list ``of`` away as a file of ``kind``."""
    record(by=by, verb=_VERB, what=by.organization, list=of, kind=kind, rows=rows)


@contextmanager
def one_at_a_time(organization: Organization) -> Iterator[None]:
    """Make a file of a list in the block, the only one of the organization in scope at this moment.

    Raises TooMany where another is being made, or there were many within the hour.
    """
    if when := possible_again(moments(_VERB), EACH_HOUR, timedelta(hours=1)):
        raise TooMany(
            _(
                "%(most)s lists were taken within an hour, as many as can be. The next is possible on %(when)s."
            )
            % {"most": EACH_HOUR, "when": when}
        )
    key = f"list-file:{organization.pk}"
    if not cache.add(key, 1, LONGEST):
        raise TooMany(
            _(
                "A list is being written into a file for your organization at this moment. Ask for yours in a minute."
            )
        )
    try:
        yield
    finally:
        cache.delete(key)
