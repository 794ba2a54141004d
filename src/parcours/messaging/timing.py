"""When a message may come: not in the recipient's night, and not by itself where it can wait for others."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from parcours.accounts.models import Organization, User
from parcours.messaging.models import Pace, Preferences

_MORNING = 8
_HOUR = timedelta(hours=1)


def preferences_of(user: User | None) -> Preferences:
    """Return what a user prefers; for everybody who has not said, what is usual."""
    found = Preferences.objects.filter(user=user).first() if user else None
    return found or Preferences(user=user)


def zone_of(preferences: Preferences, organization: Organization | None) -> ZoneInfo:
    """Return the time zone that a recipient lives in, as far as is known."""
    return ZoneInfo(preferences.time_zone or (organization.time_zone if organization else settings.TIME_ZONE))


def after_quiet(moment: datetime, preferences: Preferences, zone: ZoneInfo) -> datetime:
    """Return ``moment``, or the end of the quiet hours that it falls into."""
    begin, end = preferences.quiet_from, preferences.quiet_until
    local = moment.astimezone(zone)
    quiet = begin <= local.hour < end if begin < end else local.hour >= begin or local.hour < end
    if begin == end or not quiet:
        return moment
    day = local.date() + timedelta(days=1) if local.hour >= end else local.date()
    return datetime.combine(day, time(end), zone).astimezone(moment.tzinfo)


def gathered_at(moment: datetime, preferences: Preferences, zone: ZoneInfo) -> datetime:
    """Return when what can wait comes together: at the next hour, or in the morning, and not in quiet hours."""
    local = moment.astimezone(zone)
    if preferences.pace == Pace.HOUR:
        whole = local.replace(minute=0, second=0, microsecond=0)
        return after_quiet((whole + _HOUR).astimezone(moment.tzinfo), preferences, zone)
    day = local.date() if local.hour < _MORNING else local.date() + timedelta(days=1)
    morning = datetime.combine(day, time(_MORNING), zone).astimezone(moment.tzinfo)
    return after_quiet(morning, preferences, zone)
