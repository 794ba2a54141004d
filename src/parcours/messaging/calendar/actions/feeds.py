"""Making and withdrawing the address of a person's feed: a member's own, or a guest's by link."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.links.queries import hash_of
from parcours.accounts.models import User
from parcours.core.refusals import NotAllowed, Refused
from parcours.messaging.calendar.models import Attendee, Feed
from parcours.messaging.calendar.queries import feed_of


@transaction.atomic
def make_feed(*, whose: User | Attendee, shows_names: bool, by: Actor) -> str:
    """Make the address of a feed and return its secret, which is kept nowhere; the address before no longer works.

    Raises NotAllowed for anybody's but the actor's own.
    """
    _check_own(whose, by)
    user, email = _person(whose)
    before = feed_of(user, email)
    if before is not None:
        _end(before)
    token = secrets.token_urlsafe(32)
    feed = Feed.objects.create(
        organization=by.here,
        user=user,
        email=email,
        language=whose.language,
        shows_names=shows_names,
        token_hash=hash_of(token),
    )
    record(by=by, verb="feed.made", what=feed, about=user, names=shows_names)
    return token


@transaction.atomic
def revoke_feed(*, whose: User | Attendee, by: Actor) -> None:
    """Withdraw the address of a feed: nobody reads it any more. Raises NotAllowed, and Refused where there is none."""
    _check_own(whose, by)
    user, email = _person(whose)
    feed = feed_of(user, email)
    if feed is None:
        raise Refused(_("There is no address that works. You can make one."))
    _end(feed)
    record(by=by, verb="feed.revoked", what=feed, about=user)


def guest(attendee: Attendee) -> Actor:
    """Return somebody without an account, who came by their link, as one who acts."""
    return Actor(attendee.organization, via=Via.LINK, name=attendee.name or attendee.email)


def _check_own(whose: User | Attendee, by: Actor) -> None:
    own = by.user == whose if isinstance(whose, User) else by == guest(whose)
    if not own:
        raise NotAllowed(_("Only the person whose calendar it is can do this."))


def _person(whose: User | Attendee) -> tuple[User | None, str]:
    return (whose, "") if isinstance(whose, User) else (None, whose.email)


def _end(feed: Feed) -> None:
    Feed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=timezone.now())
