"""What can be done with appointments and feeds."""

from parcours.messaging.calendar.actions.appointments import (
    Details,
    Person,
    cancel_appointment,
    change_appointment,
    make_appointment,
)
from parcours.messaging.calendar.actions.feeds import make_feed, revoke_feed

__all__ = [
    "Details",
    "Person",
    "cancel_appointment",
    "change_appointment",
    "make_appointment",
    "make_feed",
    "revoke_feed",
]
