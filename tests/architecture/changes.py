"""What to send to each page that changes something, so that it does."""

from collections.abc import Callable, Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.links.actions import send_link
from parcours.accounts.links.queries import hash_of
from parcours.accounts.models import IdentityProvider, Membership, Network, SignedLink
from parcours.accounts.models.link import Purpose
from parcours.accounts.roles import Role
from parcours.messaging.calendar.links import token_of
from parcours.messaging.calendar.models import Attendee
from parcours.messaging.models import Wording
from parcours.people.actions.requests import ask_for_profile
from parcours.people.consent.actions.asking import send_link as send_consent_link
from parcours.people.models import Person, Supervisor
from parcours.people.privacy.models import DataRequest
from parcours.people.privacy.retention import SCHEDULE
from parcours.surveys.actions.asking import send
from parcours.surveys.letters import ASKED
from parcours.surveys.models import Question, SurveyRequest
from parcours.web.profiles.sections import BY_KEY
from parcours.web.profiles.seen import as_seen
from tests import factories
from tests.access.addresses import an_appointment, consenting_person, known_person
from tests.access.program_rows import a_program, a_rule
from tests.access.survey_rows import a_survey
from tests.access.world import World
from tests.architecture import changes_applications
from tests.architecture.changes_of_courses import OF_COURSES
from tests.architecture.changes_of_matches import OF_MATCHES
from tests.architecture.changes_of_outcomes import OF_OUTCOMES
from tests.architecture.sent import Sent
from tests.people.documents.corpus import docx


def with_address(world: World) -> None:
    """Put the contact's address on file."""
    world.organization.contact_name, world.organization.contact_email = "Ana Roy", "ana@example.org"
    world.organization.save()


def contacts(world: World) -> Sent:
    with_address(world)
    return Sent({"purpose": "confirm_contact"})


def a_link(world: World) -> str:
    """Send a link; its address, as in the mail."""
    with_address(world)
    with scope(organization=world.organization):
        link = send_link(purpose=Purpose.CONFIRM_CONTACT, by=system(world.organization))
        SignedLink.objects.filter(pk=link.pk).update(token_hash=hash_of("known"))
    return "/link/known/"


def link_open(world: World) -> Sent:
    return Sent({"name": "Ana Roy", "email": "ana@example.org", "version": "1"}, before=a_link(world))


def details(world: World) -> Sent:
    organization = world.organization
    return Sent(
        {
            "version": str(organization.version),
            "kind": organization.kind,
            "name_en": "A new name",
            "language": "en",
            "time_zone": organization.time_zone,
        }
    )


def ending(world: World) -> Sent:
    return Sent({"selected": str(world.row(Membership, user=world.people[Role.MENTOR]))})


def another_role(world: World) -> Sent:
    seen = world.row(Membership, user=world.people[Role.MENTOR])
    return Sent({"role": "supervisor", "version": str(seen)})


def partner(_world: World) -> Sent:
    other = factories.organization()
    return Sent({"partner": other.slug, "role": "funder", "starts_on": "2026-01-01"})


def network(_world: World) -> Sent:
    made = Network.objects.create(slug="north-network", name_en="North network")
    return Sent({"network": made.slug})


def identity_provider(_world: World) -> Sent:
    return Sent(
        {
            "issuer": "https://id.example.org",
            "client_id": "parcours",
            "secret": "a secret",
            "domains": "example.org",
            "is_active": "on",
            "version": "0",
        }
    )


def without_provider(world: World) -> Sent:
    with scope(organization=world.organization):
        IdentityProvider.objects.create(
            organization=world.organization, issuer="https://id.example.org", client_id="x", domains=["a.ca"]
        )
    return Sent()


def uploaded(_world: World) -> Sent:
    return Sent({"file": SimpleUploadedFile("members.csv", b"email,role\na@example.org,mentor\n")})


def people_uploaded(_world: World) -> Sent:
    sheet = SimpleUploadedFile("people.csv", b"id,name,occupation\nE1,Ana Roy,Cook\n")
    return Sent({"kind": "participants", "file": sheet})


def worded(world: World, key: str = "invitation", program: int | None = None) -> Sent:
    world.row(Wording, program=program, key=key, language="fr", subject="Venez", text="Bonjour.")
    return Sent()


def given_name(_world: World) -> Sent:
    return Sent({"given_name": "Ana", "language": "fr"})


def new_name(world: World) -> Sent:
    """The name of somebody, as whoever sees the section as it stands sends it."""
    with scope(organization=world.organization):
        person = Person.objects.get(pk=known_person(world))
        version = as_seen(*BY_KEY["about"].rows(person))
    return Sent({"given_name": "Ana", "language": "fr", "version": version})


def own_profile(world: World) -> Sent:
    known_person(world)
    return Sent()


def no_supervisor(world: World) -> Sent:
    with scope(organization=world.organization):
        Supervisor.objects.filter(person=known_person(world)).delete()
    return Sent({"kind": "supervisor"})


def profile_by_link(world: World) -> str:
    """Send a link to a profile; its address, as in the mail."""
    with scope(organization=world.organization):
        ask_for_profile(person=Person.objects.get(pk=known_person(world)), by=system(world.organization))
        SignedLink.objects.update(token_hash=hash_of("known"))
    return "/link/known/"


def merging(world: World) -> Sent:
    known_person(world)
    return Sent({"kept_version": "1", "lost_version": "1"})


def link_profile(world: World) -> Sent:
    return Sent(before=profile_by_link(world))


def a_cv() -> SimpleUploadedFile:
    return SimpleUploadedFile("cv.docx", docx("Welder"))


def own_documents(world: World) -> Sent:
    known_person(world)
    return Sent({"kind": "cv", "file": a_cv()})


def link_documents(world: World) -> Sent:
    return Sent({"kind": "cv", "file": a_cv()}, before=profile_by_link(world))


def link_profile_step(world: World) -> Sent:
    return Sent(new_name(world).data, before=profile_by_link(world))


def own_facts(world: World) -> Sent:
    known_person(world)
    return Sent({"uci": "12345678", "version": "0"})


def link_facts(world: World) -> Sent:
    return Sent(own_facts(world).data, before=profile_by_link(world))


def own_consent(world: World) -> Sent:
    consenting_person(world)
    return Sent({"matter": "research", "say": "withdraw"})


def own_survey(world: World) -> Sent:
    a_survey(world, known_person(world))
    with scope(organization=world.organization):
        return Sent({f"q{Question.objects.get(kind='yes_no').pk}": "yes"})


def survey_by_link(world: World) -> Sent:
    number = a_survey(world, known_person(world))
    with scope(organization=world.organization):
        asked = SurveyRequest.objects.select_related("person", "questionnaire", "organization").get(pk=number)
        send(ASKED, asked, None, system(world.organization))
        SignedLink.objects.filter(purpose=Purpose.SURVEY).update(token_hash=hash_of("survey"))
    return Sent({"decline": "1"}, before="/link/survey/")


def consent_by_link(world: World) -> Sent:
    with scope(organization=world.organization):
        who = Person.objects.get(pk=consenting_person(world))
        send_consent_link(person=who, by=system(world.organization))
        SignedLink.objects.update(token_hash=hash_of("known"))
    return Sent({"matter": "research", "say": "withdraw"}, before="/link/known/")


HEARD = {
    "matter": "research",
    "said": "no",
    "how": "paper",
    "on": "2026-11-20",
    "language": "en",
    "basis": "express",
}
WORDS = {"what_en": "This.", "why_en": "For that.", "refusing_en": "Nothing.", "version": "1"}

APPOINTMENT = {
    "kind": "mentoring",
    "day": "2031-01-15",
    "time": "13:00",
    "zone": "America/Toronto",
    "minutes": "60",
    "people": "guest@example.org",
    "language": "en",
    "sequence": "0",
}


def as_guest(world: World) -> Sent:
    with scope(organization=world.organization):
        guest = Attendee.objects.create(
            organization=world.organization, appointment_id=an_appointment(world), email="guest@example.org"
        )
    return Sent(before=f"/appointments/{token_of(guest)}/")


def my_data(world: World) -> Sent:
    known_person(world)
    return Sent({"words": "My diploma is of 2019.", "sure": "on"})


def link_data(world: World) -> Sent:
    return Sent({"words": "My diploma is of 2019.", "sure": "on"}, before=profile_by_link(world))


def open_request(world: World) -> Sent:
    person = known_person(world)
    return Sent({"request": world.row(DataRequest, person_id=person, kind="correction", state="open")})


def open_request_by_link(world: World) -> Sent:
    return Sent(open_request(world).data, before=profile_by_link(world))


ASK = {"employer": "Dock Works", "occupation": "21300", "number": "8", "by_day": "2097-09-01"}
COHORT = {"name": "2027", "seats": "40", "intake": "rolling", "starts_on": "2027-01-04"}
BREACH = {
    "found_on": "2026-01-02",
    "what": "A list was lost",
    "data": "Names",
    "why": "Sealed",
    "version": "1",
}

ENDPOINT = {"url": "https://hooks.example.org/other", "events": "consent.given"}

VALID: Mapping[str, Callable[[World], Sent]] = {
    "appointment-cancel": lambda _world: Sent(),
    "appointment-edit": lambda _world: Sent(APPOINTMENT),
    "appointment-new": lambda _world: Sent(APPOINTMENT),
    **OF_MATCHES,
    **OF_COURSES,
    **OF_OUTCOMES,
    **changes_applications.VALID,
    "audit-verify": lambda _world: Sent(),
    "calendar": lambda _world: Sent(),
    "calendar-guest": as_guest,
    "consent-text": lambda _world: Sent(WORDS),
    "contacts": contacts,
    "exports": lambda _world: Sent(),
    "webhook": lambda _world: Sent({"do": "test"}),
    "webhook-delivery": lambda _world: Sent(),
    "webhook-edit": lambda _world: Sent({**ENDPOINT, "version": "1"}),
    "webhook-new": lambda _world: Sent(ENDPOINT),
    "webhook-remove": lambda _world: Sent(),
    "webhook-secret": lambda _world: Sent(),
    "import-apply": lambda _world: Sent({"mode": "good"}),
    "import-cancel": lambda _world: Sent(),
    "import-new": uploaded,
    "invitation_resend": lambda _world: Sent(),
    "invitation_revoke": lambda _world: Sent(),
    "invite": lambda _world: Sent({"emails": "new@example.org", "roles": "mentor", "language": "en"}),
    "link-open": link_open,
    "member-role": another_role,
    "link-consent": consent_by_link,
    "link-survey": survey_by_link,
    "link-documents": link_documents,
    "link-profile": link_profile,
    "link-profile-step": link_profile_step,
    "members-end": ending,
    "message-edit": lambda _world: Sent({"subject": "Venez", "text": "Bonjour, {organization}."}),
    "message-reset": worded,
    "program-message-edit": lambda _world: Sent({"subject": "Venez", "text": "Bonjour, {name}."}),
    "program-message-reset": lambda world: worded(world, "match.off", a_program(world)),
    "messages-stop": lambda _world: Sent(),
    "sent-again": lambda _world: Sent(),
    "job-again": lambda _world: Sent(),
    "network-join": network,
    "network-leave": lambda _world: Sent({"left_on": "2026-11-01"}),
    "organization-edit": details,
    "own-consent": own_consent,
    "own-facts": own_facts,
    "link-facts": link_facts,
    "own-survey": own_survey,
    "own-documents": own_documents,
    "own-profile": own_profile,
    "my-data-correction": my_data,
    "link-data-correction": link_data,
    "link-data-erasure": link_data,
    "my-data-withdraw": open_request,
    "link-data-withdraw": open_request_by_link,
    "person-privacy": lambda _world: Sent({"do": "hold", "reason": "A complaint"}),
    "data-request": lambda _world: Sent({"decision": "refuse", "answer": "It is right as it is."}),
    "retention": lambda _world: Sent(dict.fromkeys(SCHEDULE, "400")),
    "breach-new": lambda _world: Sent(BREACH),
    "breach": lambda _world: Sent({**BREACH, "what": "A list was found again"}),
    "own-profile-section": new_name,
    "people-import-apply": lambda _world: Sent({"mode": "good"}),
    "people-import-cancel": lambda _world: Sent(),
    "people-import-new": people_uploaded,
    "participants-add": given_name,
    "mentors-add": given_name,
    "supervisors-add": given_name,
    "person-consent-ask": lambda _world: Sent({"matters": "testimonial"}),
    "surveys": lambda _world: Sent({"begin": "pulse-mentor"}),
    "survey-words": lambda _world: Sent(
        {"title_en": "Other", "title_fr": "Autre", "seen": "totals", "version": "1"}
    ),
    "survey-build": lambda _world: Sent({"publish": "1"}),
    "asks": lambda _world: Sent(ASK),
    "programs": lambda _world: Sent({"template": "city"}),
    "program": lambda _world: Sent(COHORT),
    "program-section": lambda _world: Sent({"kind": "mentoring", "name_en": "New", "version": "1"}),
    "program-rules": lambda world: Sent({"remove": str(a_rule(world))}),
    "program-partners": lambda _world: Sent({"do": "target", "indicator": "pairs", "number": "40"}),
    "cohort": lambda _world: Sent({"way": "open_intake"}),
    "person-consent-heard": lambda _world: Sent(HEARD),
    "person-documents": lambda _world: Sent({"kind": "cv", "file": a_cv()}),
    "person-become": no_supervisor,
    "person-link": lambda _world: Sent(),
    "person-pauses": lambda _world: Sent({"starts_on": "2026-12-01"}),
    "person-section": new_name,
    "person-sensitive": lambda _world: Sent({"why": "correction"}),
    "person-sensitive-change": lambda _world: Sent({"uci": "12345678"}),
    "person-merge": merging,
    "person-unmerge": lambda _world: Sent(),
    "person-status": lambda _world: Sent({"kind": "mentor", "way": "screen"}),
    "partnership-add": partner,
    "partnership-end": lambda _world: Sent({"ends_on": "2026-12-31", "version": "1"}),
    "sign_in": identity_provider,
    "sign_in_remove": without_provider,
}
"""For each page that changes something: how to ask it to, as an administrator or whoever holds the link."""
