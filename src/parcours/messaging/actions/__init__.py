"""What can be done with messages. Every app sends its own with `post`."""

from parcours.messaging.actions.posting import post

__all__ = ["post"]
