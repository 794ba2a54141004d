"""The site of `bench.intake`: an open intake, two people of staff, and everybody who has begun an application."""

import json
import time
from datetime import date
from pathlib import Path

from django.core import signing
from django_scopes import scope

from bench.intake import APPLICANTS, SEATS, SLUG
from bench.web.fill import organization, visitor
from parcours.accounts.actors import Via, system
from parcours.accounts.links.actions import issue
from parcours.accounts.models.link import Purpose
from parcours.applications.actions.applying import begin
from parcours.cli.site.database import upgrade
from parcours.people.actions.people import add_person
from parcours.people.kinds import Kind
from parcours.people.models import Participant
from parcours.people.policies import subject_of
from parcours.programs.actions.cohorts import add_cohort, take
from parcours.programs.actions.programs import add_program
from parcours.programs.timetable import Span

_HOURS = 4 * 3600


def main(out: Path) -> None:
    """Fill the site; write the number and the cookie of each application, and the cookies of staff, into ``out``."""
    upgrade()
    here = organization(SLUG)
    by = system(here, Via.COMMAND)
    with scope(organization=here):
        program = add_program(by=by, name_en="Class, then co-op")
        spans = [Span("intake", date(2020, 1, 1), date(2040, 12, 31))]
        cohort = add_cohort(program=program, name="Opening", seats=SEATS, spans=spans, by=by)
        take(cohort=cohort, way="open_intake", by=by)
        applicants = []
        for number in range(APPLICANTS):
            email = f"applicant-{number}@{SLUG}.example"
            person = add_person(kind=Kind.PARTICIPANT, given_name="Ana", email=email, by=by)
            participant = Participant.objects.select_related("person__user").get(person=person)
            application = begin(cohort=cohort, participant=participant, by=by)
            link, _address = issue(
                purpose=Purpose.APPLY, name="Ana", email=email, by=by, subject=subject_of(person)
            )
            # As a browser that has opened the link: opening is limited by network, and all come from this one.
            carried = [link.pk, link.purpose, int(time.time()) + _HOURS]
            applicants.append([application.pk, signing.dumps(carried, salt="parcours.link")])
        staff = [visitor(here, number) for number in range(2)]
    out.write_text(json.dumps({"applicants": applicants, "staff": staff}), encoding="utf-8")
