"""What was done, by whom and to what."""

from parcours.accounts.audit.log import record

__all__ = ["record"]
