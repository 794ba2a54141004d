"""The tables of people, one file each."""

from parcours.people.models.education import Education
from parcours.people.models.experience import Experience
from parcours.people.models.language_skill import LanguageSkill
from parcours.people.models.mentor import Mentor, MentorPause
from parcours.people.models.occupation import OccupationHeld
from parcours.people.models.participant import Participant
from parcours.people.models.person import Person
from parcours.people.models.profile_request import ProfileRequest
from parcours.people.models.sensitive import SensitiveFacts
from parcours.people.models.supervisor import Supervisor

__all__ = [
    "Education",
    "Experience",
    "LanguageSkill",
    "Mentor",
    "MentorPause",
    "OccupationHeld",
    "Participant",
    "Person",
    "ProfileRequest",
    "SensitiveFacts",
    "Supervisor",
]
