"""The tables of messaging, one file each."""

from parcours.messaging.models.outbox import Outgoing, State
from parcours.messaging.models.preferences import Day, Pace, Preferences, Subscription
from parcours.messaging.models.wording import Wording

__all__ = ["Day", "Outgoing", "Pace", "Preferences", "State", "Subscription", "Wording"]
