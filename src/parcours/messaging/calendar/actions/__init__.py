"""What can be done with appointments and feeds."""

from parcours.messaging.calendar.actions.appointments import (
    cancel_appointment,
    change_appointment,
    make_appointment,
)
from parcours.messaging.calendar.actions.feeds import make_feed, revoke_feed
from parcours.messaging.calendar.actions.rows import Details, Person
from parcours.messaging.calendar.actions.series import Repeat, cancel_following, change_following, make_series

__all__ = [
    "Details",
    "Person",
    "Repeat",
    "cancel_appointment",
    "cancel_following",
    "change_appointment",
    "change_following",
    "make_appointment",
    "make_feed",
    "make_series",
    "revoke_feed",
]
