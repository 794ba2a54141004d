"""Who has one of a mentor’s places in a cohort: whoever is chosen for them, until it ends (`applications.room`)."""

from parcours.applications.models import MentorPlace
from parcours.applications.room import register
from parcours.engagements.queries import of_cohort


def mentees_of(place: MentorPlace) -> list[str]:
    """Return the names of the mentees who have a place of this mentor."""
    return [str(row.participant) for row in of_cohort(place.cohort).filter(mentor=place.mentor_id)]


register("mentorships", mentees_of)
