"""The tables of applications, one file each."""

from parcours.applications.models.application import Application
from parcours.applications.models.mentor_place import MentorPlace

__all__ = ["Application", "MentorPlace"]
