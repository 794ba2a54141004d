"""Finding a link by its secret, or by what the browser was given for it."""

import hashlib
from collections.abc import Iterable

from django.db.models import QuerySet
from django_scopes import scopes_disabled

from parcours.accounts.models import SignedLink


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_by_token_across(token: str) -> SignedLink | None:
    """Return the link with this token, whatever organization in use sent it and whether or not it still works."""
    with scopes_disabled():
        return _in_use().filter(token_hash=hash_of(token)).first()


def link_across(pk: int) -> SignedLink | None:
    """Return the link with this number, which only a signed cookie of ours can name."""
    with scopes_disabled():
        return _in_use().filter(pk=pk).first()


def _in_use() -> QuerySet[SignedLink]:
    """Return the links of organizations in use; those of the others open nothing."""
    return SignedLink.objects.select_related("organization").filter(organization__is_active=True)


def latest_link(purpose: str, subject: str = "") -> SignedLink | None:
    """Return the last link sent for ``purpose``, about ``subject``, by the organization in scope."""
    return SignedLink.objects.filter(purpose=purpose, subject=subject).order_by("-pk").first()


def latest_links(purposes: Iterable[str]) -> dict[str, SignedLink]:
    """Return, by purpose, the last link sent for each, about nobody else, by the organization in scope."""
    sent = SignedLink.objects.filter(purpose__in=purposes, subject="").order_by("pk")
    return {link.purpose: link for link in sent}
