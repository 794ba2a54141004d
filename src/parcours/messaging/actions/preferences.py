"""What people choose about the messages that they are sent."""

from collections.abc import Collection

from django.db import transaction

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.models import User
from parcours.messaging import subscriptions
from parcours.messaging.models import Day, Pace, Preferences
from parcours.messaging.models.preferences import MORNING
from parcours.messaging.timing import preferences_of


@transaction.atomic
def prefer(
    *,
    user: User,
    kinds: Collection[str],
    time_zone: str,
    quiet_from: int,
    quiet_until: int,
    pace: Pace,
    digest_day: int = Day.MONDAY,
    digest_hour: int = MORNING,
) -> None:
    """Send ``user`` only these ``kinds`` of the messages that one can do without, at these times.

    Raises ValidationError for what a field does not take.
    """
    for entry in subscriptions.optional():
        one = subscriptions.subscription(user.email, entry.key)
        change = subscriptions.want if entry.key in kinds else subscriptions.stop
        change(one, via=Via.PAGE)
    chosen = {
        "time_zone": time_zone,
        "quiet_from": quiet_from,
        "quiet_until": quiet_until,
        "pace": pace.value,
        "digest_day": digest_day,
        "digest_hour": digest_hour,
    }
    before: Preferences = preferences_of(user)
    changed = {name: value for name, value in chosen.items() if getattr(before, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(before, name, value)
    before.full_clean(validate_unique=False)
    before.save()
    record(
        by=Actor(None, user=user, via=Via.PAGE),
        verb="messages.preferred",
        what=before,
        about=user,
        after=changed,
    )
