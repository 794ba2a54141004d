"""Kinds of messages that people can do without: which they want, and the link that stops one."""

import hashlib
import secrets

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.models import User
from parcours.core.catalogue import CATALOGUE, Entry
from parcours.core.sealed import open_text, seal_text
from parcours.messaging.models import Subscription

SUMMARY = "summary"
"""The key of the message that others are gathered into; whoever stops it wants none of those."""


def optional() -> list[Entry]:
    """Return the entries that people can do without, by what they are called."""
    return sorted(
        (entry for entry in CATALOGUE.values() if not entry.essential), key=lambda entry: str(entry.name)
    )


def subscription(to: str, key: str) -> Subscription:
    """Return the subscription of an address to a kind of message, made when it is first needed."""
    to = to.lower()
    found = Subscription.objects.filter(to=to, key=key).first()
    if found is not None:
        return found
    token = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            made = Subscription(to=to, key=key, token_hash=hash_of(token))
            made.sealed_token = seal_text(token, made.token_place)
            made.save(force_insert=True)
            return made
    except IntegrityError:
        return Subscription.objects.get(to=to, key=key)


def is_wanted(entry: Entry, to: str) -> bool:
    """Return whether the address wants messages of this kind."""
    kinds = {entry.key, SUMMARY} if entry.gathered else {entry.key}
    return entry.essential or not kinds & stopped(to)


def stopped(to: str) -> set[str]:
    """Return the kinds of messages that an address does not want."""
    ended = Subscription.objects.filter(to=to.lower(), ended_at__isnull=False)
    return set(ended.values_list("key", flat=True))


def address_of(one: Subscription) -> str:
    """Return the address at which messages of this kind are stopped, without signing in."""
    token = open_text(one.sealed_token, one.token_place)
    return f"{settings.BASE_URL}{reverse('messages-stop', args=[token])}"


def by_token(token: str) -> Subscription | None:
    """Return the subscription that a link is for."""
    return Subscription.objects.filter(token_hash=hash_of(token)).first()


@transaction.atomic
def stop(one: Subscription, *, via: Via = Via.LINK) -> bool:
    """Stop messages of this kind to this address; return whether they were not stopped before."""
    return _change(one, via, "messages.stopped", wanted=False)


@transaction.atomic
def want(one: Subscription, *, via: Via = Via.LINK) -> bool:
    """Send messages of this kind to this address again; return whether they were stopped before."""
    return _change(one, via, "messages.wanted", wanted=True)


def _change(one: Subscription, via: Via, verb: str, *, wanted: bool) -> bool:
    now = None if wanted else timezone.now()
    changed = Subscription.objects.filter(pk=one.pk, ended_at__isnull=not wanted).update(ended_at=now)
    one.ended_at = now if changed else one.ended_at
    if changed:
        user = User.objects.filter(email=one.to).first()
        by = Actor(None, user=user if via is Via.PAGE else None, via=via)
        record(by=by, verb=verb, what=one, about=user, message=one.key)
    return bool(changed)


def hash_of(token: str) -> str:
    """Return what is kept of a token. It is long and random, so a plain hash cannot be turned around."""
    return hashlib.sha256(token.encode()).hexdigest()
