"""What changes something on the pages about applications, the mentors of a cohort, and occupations to be confirmed."""

from collections.abc import Callable, Mapping

from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.links.queries import hash_of
from parcours.accounts.models import SignedLink
from parcours.accounts.models.link import Purpose
from parcours.applications.models import MentorPlace
from parcours.applications.queries import application as found_application
from parcours.applications.queries import places
from parcours.applications.telling import send_begun, send_invitation
from parcours.people.actions.requests import ask_for_profile
from parcours.people.models import Mentor, OccupationHeld, Participant, Person
from parcours.programs.actions.employers import send_asks
from parcours.programs.models import Employer
from parcours.web.profiles.seen import as_seen
from tests.access.addresses import known_person
from tests.access.application_rows import (
    a_cohort_of_a_partner,
    an_application,
    an_employer,
    an_open_cohort,
)
from tests.access.world import World
from tests.architecture.sent import Sent


def an_eligible_application(world: World) -> int:
    return an_application(world, known_person(world))


def deciding(world: World) -> Sent:
    return Sent({"way": "accept", "selected": str(an_eligible_application(world))})


def confirming_codes(world: World) -> Sent:
    known_person(world)
    with scope(organization=world.organization):
        row = OccupationHeld.objects.filter(decision="").first()
        assert row is not None
        seen = as_seen((row, ("title", "title_language", "noc", "decision")))
        return Sent({"selected": str(row.pk), "shown": f"{row.pk}:{seen}:72106"})


def asking_mentors(world: World) -> Sent:
    known_person(world)
    with scope(organization=world.organization):
        MentorPlace.objects.all().delete()
        return Sent({"mentors": str(Mentor.objects.get().pk), "take": "1"})


def seating(world: World) -> Sent:
    known_person(world)
    with scope(organization=world.organization):
        return Sent({"participants": str(Participant.objects.get().pk), "seat": "1"})


def application_by_link(world: World) -> Sent:
    with scope(organization=world.organization):
        row = found_application(an_eligible_application(world))
        assert row is not None
        send_begun(row, system(world.organization))
        SignedLink.objects.filter(purpose=Purpose.APPLY).update(token_hash=hash_of("applying"))
    return Sent({"withdraw": "1"}, before="/link/applying/")


def taking_part_by_link(world: World) -> Sent:
    an_eligible_application(world)
    with scope(organization=world.organization):
        MentorPlace.objects.update(status="invited")
        part = places().get()
        send_invitation(part, system(world.organization))
        SignedLink.objects.filter(purpose=Purpose.TAKE_PART).update(token_hash=hash_of("mentoring"))
    return Sent({"place": str(part.pk), "agree": "1"}, before="/link/mentoring/")


def referring(world: World) -> Sent:
    return Sent({**APPLICANT, "cohort": str(a_cohort_of_a_partner(world)), "agreed": "on"})


def asking_many(world: World) -> Sent:
    """The mentor of the cohort is asked, as the look before showed it."""
    person = known_person(world)
    an_application(world, person)
    days = {"opens": str(timezone.localdate()), "due": str(timezone.localdate())}
    return Sent(
        {**days, "cohort": str(an_open_cohort(world)), "whom": "all", "selected": str(person), "ask": "1"}
    )


def employer_by_link(world: World, purpose: Purpose) -> None:
    """Write to an employer that is asked for mentors; the link for ``purpose`` has its name as its secret."""
    number = an_employer(world, known_person(world))
    with scope(organization=world.organization):
        row = Employer.objects.get(pk=number)
        send_asks(employer=row, version=row.version, by=system(world.organization))
        SignedLink.objects.filter(purpose=purpose).update(token_hash=hash_of(purpose.value))


def naming(world: World) -> Sent:
    employer_by_link(world, Purpose.NAME_MENTORS)
    return Sent({**APPLICANT, "one": "1"}, before="/link/name_mentors/")


def offering(world: World) -> Sent:
    employer_by_link(world, Purpose.OFFER_ONESELF)
    return Sent(APPLICANT, before="/link/offer_oneself/")


def removing_the_name(world: World) -> Sent:
    person = known_person(world)
    an_employer(world, person)
    with scope(organization=world.organization):
        ask_for_profile(person=Person.objects.get(pk=person), by=system(world.organization))
        SignedLink.objects.filter(purpose=Purpose.FILL_PROFILE).update(token_hash=hash_of("named-by-dock"))
    return Sent({"remove": "1"}, before="/link/named-by-dock/")


APPLICANT = {"given_name": "Ana", "email": "applicant@example.org", "language": "en"}
VALID: Mapping[str, Callable[[World], Sent]] = {
    "survey-ask": asking_many,
    "program-criteria": lambda _world: Sent({"name_en": "Has read about it", "add": "1"}),
    "application": lambda _world: Sent({"review": "1", "kind": "review", "advice": "accept"}),
    "applications-decide": deciding,
    "refer": referring,
    "codes-confirm": confirming_codes,
    "cohort-applications": seating,
    "cohort-mentors": asking_mentors,
    "cohort-mentor": lambda _world: Sent(
        {"note_step": "1", "step": "identity", "on": "2026-01-05", "note": ""}
    ),
    "link-apply": application_by_link,
    "link-take-part": taking_part_by_link,
    "employer": lambda _world: Sent({"send": "1"}),
    "link-name-mentors": naming,
    "link-offer": offering,
    "link-named": removing_the_name,
    "open-cohort": lambda _world: Sent(APPLICANT),
}
