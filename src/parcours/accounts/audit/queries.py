"""Reads of the log of the organization in scope, and of the heads of all logs."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django_scopes import get_scope, scopes_disabled

from parcours.accounts.audit.chain import content_place
from parcours.accounts.models import AuditChain, AuditEntry, User
from parcours.core.keyring import open_sealed


def chains_across() -> list[AuditChain]:
    """Return the head of every organization's log, and of the installation's, with their organizations."""
    with scopes_disabled():
        return list(AuditChain.objects.select_related("organization").order_by("pk"))


def entries() -> QuerySet[AuditEntry]:
    """Return the entries with what is readable beside them, the latest first, as the chain's index has them."""
    chain = get_scope()["organization"].pk
    return (
        AuditEntry.objects.filter(chain=chain)
        .select_related("organization", "content__actor", "content__about")
        .order_by("-number")
    )


def entries_about(user: User) -> QuerySet[AuditEntry]:
    """Return what happened to ``user`` here, and who looked at them."""
    return entries().filter(content__about=user)


def moments(verb: str) -> QuerySet[AuditEntry, datetime]:
    """Return when this was done here, the latest first."""
    found = AuditEntry.objects.filter(chain=get_scope()["organization"].pk, verb=verb)
    return found.order_by("-number").values_list("time", flat=True)


def last_check() -> AuditEntry | None:
    """Return the last time that somebody checked the log, or None."""
    return entries().filter(verb="audit.verified").first()


def readable(entry: AuditEntry) -> Mapping[str, Any] | None:
    """Return the content of an entry: ``via``, ``name``, ``what``, ``what_id``, ``more``; None where it was erased.

    Raises Unreadable.
    """
    try:
        sealed = entry.content.sealed
    except ObjectDoesNotExist:
        return None
    said: dict[str, Any] = json.loads(open_sealed(sealed, content_place(entry)))
    return said
