"""The hours that two people have met, as their certificates say."""

from parcours.engagements.models import Mentorship


def confirmed_minutes(mentorship: Mentorship) -> int | None:  # noqa: ARG001 - nothing is known of any yet
    """Return how many minutes the two have confirmed, or None where no hours are kept: then none are certified."""
    return None
