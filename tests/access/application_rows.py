"""Rows of applications for the pages that need some."""

import datetime as dt
from collections.abc import Callable, Mapping

from django_scopes import scope

from parcours.accounts.models import Organization, Partnership
from parcours.applications.models import Application, MentorOffer, MentorPlace, Review, ScreeningStep
from parcours.people.models import Mentor, Participant
from parcours.programs.models import Ask, Cohort, Employer, ProgramPartner
from tests.access.program_rows import a_program, a_public_program
from tests.access.survey_rows import a_published_questionnaire
from tests.access.world import World


def an_open_cohort(world: World) -> int:
    """A cohort that takes applications."""
    with scope(organization=world.organization):
        found = Cohort.objects.filter(status="recruiting").first()
    own = {"program_id": a_program(world), "name": "Open", "seats": 40, "status": "recruiting"}
    return found.pk if found else world.row(Cohort, **own)


def a_cohort_of_a_partner(world: World) -> int:
    """A cohort of another organization, which takes whom this one refers."""
    slug = f"city-{world.organization.slug}"
    keeper, _made = Organization.objects.get_or_create(slug=slug, kind="isa", name_en="City")
    other = World(keeper, {})
    named = other.row(Partnership, partner=world.organization, role="referrer", starts_on=dt.date(2026, 1, 1))
    cohort = an_open_cohort(other)
    other.row(ProgramPartner, program_id=a_program(other), partnership_id=named)
    return cohort


def an_application(world: World, person: int) -> int:
    """An eligible application of somebody, with a review; they take part as a mentor too."""
    with scope(organization=world.organization):
        participant = Participant.objects.get(person=person)
        mentor = Mentor.objects.get(person=person)
    cohort = an_open_cohort(world)
    with scope(organization=world.organization):
        found = Application.objects.filter(cohort=cohort, participant=participant).first()
    if found is not None:  # the tests that send every form decide about it
        return found.pk
    made = world.row(Application, cohort_id=cohort, participant_id=participant.pk, status="eligible")
    world.row(Review, application_id=made, kind="review")
    world.row(MentorPlace, cohort_id=cohort, mentor_id=mentor.pk, status="agreed")
    return made


def a_part(world: World, person: int) -> dict[str, object]:
    """A mentor who takes part in a cohort, with a step of the screening that was done."""
    an_application(world, person)
    with scope(organization=world.organization):
        part = MentorPlace.objects.filter(mentor__person=person).latest("pk")
        is_new = not ScreeningStep.objects.filter(mentor=part.mentor_id).exists()
    if is_new:
        world.row(ScreeningStep, mentor_id=part.mentor_id, step="interview", done_on=dt.date(2026, 1, 5))
    return {"cohort": part.cohort_id, "place": part.pk}


def an_employer(world: World, person: int) -> int:
    """An employer that is asked for mentors, and named somebody."""
    with scope(organization=world.organization):
        found = Employer.objects.first()
        mentor = Mentor.objects.get(person=person)
    if found is not None:
        return found.pk
    contact = {"contact_name": "Kim Tran", "contact_email": "kim@dock.example"}
    made = world.row(Employer, name="Dock Works", **contact)
    ask = world.row(Ask, employer_id=made, noc="21300", number=5, by_day=dt.date(2027, 9, 1))
    world.row(MentorOffer, ask_id=ask, mentor_id=mentor.pk, name="Ana Roy", by_contact=True)
    return made


def examples(person: Callable[[World], int]) -> Mapping[str, Callable[[World], Mapping[str, object]]]:
    """Return what to put into the addresses of pages about applications, for somebody whom ``person`` makes."""

    def cohort(world: World) -> Mapping[str, object]:
        an_application(world, person(world))
        return {"cohort": an_open_cohort(world)}

    def asking(world: World) -> Mapping[str, object]:
        an_application(world, person(world))
        return {"questionnaire": a_published_questionnaire(world)}

    return {
        "survey-ask": asking,
        **dict.fromkeys(("cohort-applications", "applications-decide", "cohort-mentors"), cohort),
        "employer": lambda world: {"employer": an_employer(world, person(world))},
        "application": lambda world: {"application": an_application(world, person(world))},
        "cohort-mentor": lambda world: a_part(world, person(world)),
        "open-list": lambda world: {"of": world.organization.slug, "code": "en"},
        "open-cohort": lambda world: {"of": world.organization.slug, "cohort": an_open_cohort(world)},
        "public-programs": lambda world: {"of": world.organization.slug},
        "public-program": lambda world: {"of": world.organization.slug, "program": a_public_program(world)},
    }
