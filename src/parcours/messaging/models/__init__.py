"""The tables of messaging, one file each."""

from parcours.messaging.models.outbox import Outgoing, State

__all__ = ["Outgoing", "State"]
