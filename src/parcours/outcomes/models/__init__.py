"""The tables of outcomes, one file each."""

from parcours.outcomes.models.attempt import Attempt
from parcours.outcomes.models.closing import Closing
from parcours.outcomes.models.follow_up import FollowUp

__all__ = ["Attempt", "Closing", "FollowUp"]
