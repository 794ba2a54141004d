"""The tables of engagements, one file each."""

from parcours.engagements.models.course_agreement import Signature
from parcours.engagements.models.course_concern import Concern, Measure
from parcours.engagements.models.course_note import Note
from parcours.engagements.models.course_plan import PlanItem
from parcours.engagements.models.course_session import Session
from parcours.engagements.models.mentorship import Mentorship

__all__ = ["Concern", "Measure", "Mentorship", "Note", "PlanItem", "Session", "Signature"]
