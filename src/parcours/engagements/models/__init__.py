"""The tables of engagements, one file each."""

from parcours.engagements.models.mentorship import Mentorship

__all__ = ["Mentorship"]
