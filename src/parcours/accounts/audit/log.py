"""What was done, as a line of the log: which verb, on which row, by which user's number, and nothing about a person."""

import logging

from django.db.models import Model

from parcours.accounts.actors import Actor
from parcours.accounts.models import User

logger = logging.getLogger("parcours.audit")


def record(*, by: Actor, verb: str, what: Model, about: User | None = None, **content: object) -> None:
    """Say that ``by`` did ``verb`` to ``what``, a row about ``about``; only the names of ``content`` are said."""
    user = by.user.pk if by.user else by.via
    row = f"{type(what).__name__} {what.pk}, user {about.pk if about else '-'}"
    logger.info("%s: %s; by %s; %s", verb, row, user, ", ".join(sorted(content)))
