"""What can be done with appointments and feeds."""

from parcours.messaging.calendar.actions.appointments import (
    arrange,
    call_off,
    cancel_appointment,
    change_appointment,
    make_appointment,
    rearrange,
)
from parcours.messaging.calendar.actions.feeds import make_feed, revoke_feed
from parcours.messaging.calendar.actions.rows import Details, Person
from parcours.messaging.calendar.actions.series import Repeat, cancel_following, change_following, make_series

__all__ = [
    "Details",
    "Person",
    "Repeat",
    "arrange",
    "call_off",
    "cancel_appointment",
    "cancel_following",
    "change_appointment",
    "change_following",
    "make_appointment",
    "make_feed",
    "make_series",
    "rearrange",
    "revoke_feed",
]
