"""What an action or a policy raises when it says no; the pages turn each into the right answer."""


class NotAllowed(Exception):
    """The actor may not do this. The message, for the person, says why and who could."""


class Stale(Exception):
    """Somebody else changed the row first. The message says what it is now."""


class Refused(Exception):
    """The request makes no sense as the row stands. The message says what is wrong and how to put it right."""


class TooMany(Refused):
    """The organization does as much as it may, at once or within a time. The message says when it may go on."""
