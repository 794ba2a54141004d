"""The tables of applications, one file each."""

from parcours.applications.models.application import Application
from parcours.applications.models.mentor_place import MentorPlace
from parcours.applications.models.offer import MentorOffer
from parcours.applications.models.review import Review
from parcours.applications.models.screening import ScreeningStep

__all__ = ["Application", "MentorOffer", "MentorPlace", "Review", "ScreeningStep"]
