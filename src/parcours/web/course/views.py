"""The pages of a mentorship by their names, the same for whoever is signed in and for whoever came by a link."""

from parcours.web.course import door, pages
from parcours.web.course.place import View

VIEWS: dict[str, View] = {
    "": door.show,
    "plan": pages.plan,
    "notes": pages.notes,
    "agreement": pages.agreement,
    "concern": pages.concern,
    "meeting": door.meeting_file,
}


def route(name: str) -> str:
    """Return what stands in the address after the number of the mentorship."""
    if name == "meeting":
        return "meeting.ics"
    return f"{name}/" if name else ""
