"""The CV of the demo's participant, and that her mentor is shown it."""

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from parcours.accounts.actors import Actor
from parcours.accounts.models import User
from parcours.accounts.queries import actor_for
from parcours.people.documents.actions import keep_document, show_cv
from parcours.people.documents.lists import CV
from parcours.people.models import Person
from parcours.web.public.personas import BY_KEY

_CV = """
#set document(title: "Amara Nwosu")
#set text(lang: "en", size: 11pt)
#show link: underline
= Amara Nwosu
Rivermouth, Ontario · amara.nwosu\\@mail.example

== Profile
Civil engineer with eight years of drainage and road works, preparing for the licence in Ontario.

== Experience
*Civil engineer*, Delta Roads and Drainage, Port Harcourt
- Designed storm drains for four new neighbourhoods, and stayed until the water ran.
- Led a team of five; checked the drawings of two contractors.

*Graduate engineer*, Benin Surveying Office, Benin City
- Measured 60 km of road; drew the plans for its widening.

== Education
Master of Engineering (water resources), Benin City \\
Bachelor of Engineering (civil), Port Harcourt

== Languages
English, Igbo
"""


def add_cv(by: Actor) -> None:
    """Let the participant add her CV, and let staff show it to her mentor: she has agreed to the service."""
    person = Person.objects.get(user__email=BY_KEY["participant"].email)
    assert person.user is not None  # noqa: S101 - found by it
    made = bytes(typst.compile(_CV.encode(), format="pdf", pdf_standards="ua-1"))
    file = SimpleUploadedFile("CV Amara Nwosu.pdf", made)
    keep_document(person=person, kind=CV, file=file, by=actor_for(person.user, by.here))
    show_cv(person=person, to=User.objects.get(email=BY_KEY["mentor"].email), by=by)
